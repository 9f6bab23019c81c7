using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace LogitLens.Runs;

/// <summary>
/// How this project writes JSON: keys in snake_case, enums as kebab-case words, numbers with as many digits as bring back the same bits,
/// and null for NaN and infinities, which JSON does not have. Reading takes null for a number as NaN.
/// </summary>
public static class Json
{
    /// <summary>One value a line: records.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>For files that people open: results and manifests.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>A value as JSON in this project's way.</summary>
    public static JsonNode ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, Indented)!;

    /// <summary>Reads a file that should be there and hold one value.</summary>
    /// <exception cref="InputException">It holds none; the message says why.</exception>
    internal static T Read<T>(string path, string? where = null) => Read(where ?? path, () =>
    {
        using FileStream stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<T>(stream, Indented) ?? throw new InputException($"{path} is empty");
    });

    /// <summary>Reads one line of a file of lines.</summary>
    /// <exception cref="InputException">It is no such value; the message says which line.</exception>
    internal static T ReadLine<T>(string line, string path, int number) => Read(
        $"{path}, line {number}", () => JsonSerializer.Deserialize<T>(line, Compact) ?? throw new InputException($"{path}, line {number}: null is no value"));

    /// <summary>Does what reads JSON.</summary>
    /// <exception cref="InputException">It is not what it should be; the message says where.</exception>
    internal static T Read<T>(string where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw new InputException($"{where}: {e.Message}", e);
        }
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        JsonSerializerOptions options = new()
        {
            WriteIndented = indented,
            NewLine = "\n",
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new FiniteConverter<double>((writer, value) => writer.WriteNumberValue(value)),
                new FiniteConverter<float>((writer, value) => writer.WriteNumberValue(value)),
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower),
            },
            TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class FiniteConverter<T>(Action<Utf8JsonWriter, T> write) : JsonConverter<T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? T.NaN : T.CreateChecked(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (T.IsFinite(value))
            {
                write(writer, value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
