using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogitLens.Options;

/// <summary>Writes an option value as its text, and reads it back.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class OptionValueJsonConverter<T> : JsonConverter<T>
    where T : struct, IOptionValue<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.TryParse(reader.GetString() ?? "", out T value) ? value : throw new JsonException($"'{reader.GetString()}' is not {T.Expected}");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
