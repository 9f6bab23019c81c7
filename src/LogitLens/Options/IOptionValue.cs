using System.Diagnostics.CodeAnalysis;

namespace LogitLens.Options;

/// <summary>A type of its own for an option's value, such as a size in bytes: written as text on the command line and in JSON.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IOptionValue<TSelf>
    where TSelf : IOptionValue<TSelf>
{
    /// <summary>What values look like.</summary>
    public static abstract OptionForm Form { get; }

    /// <summary>Reads the text that a user wrote; numbers in JSON come as their digits.</summary>
    public static abstract bool TryParse(string text, [MaybeNullWhen(false)] out TSelf value);
}

/// <summary>What the values of an option look like.</summary>
/// <param name="Placeholder">What stands for a value in the help: <c>SIZE</c>.</param>
/// <param name="Expected">What a right value is: "a size such as 512MiB or 2GiB".</param>
/// <param name="Pattern">A regular expression, in JSON schema's dialect, that right values match.</param>
public sealed record OptionForm(string Placeholder, string Expected, string Pattern)
{
    /// <summary>Those of its values that are words of their own, for conditions of other options to name; none where it has none.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>Writes an option value as its text, and reads it back.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class OptionValueJsonConverter<T> : JsonConverter<T>
    where T : struct, IOptionValue<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.TryParse(reader.GetString() ?? "", out T value) ? value : throw new JsonException($"'{reader.GetString()}' is not {T.Form.Expected}");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
