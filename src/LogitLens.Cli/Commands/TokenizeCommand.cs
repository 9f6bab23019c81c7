using LogitLens.Experiments;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Cli;

/// <summary><c>interp tokenize</c>: a text's token ids and pieces, or a file's, line by line.</summary>
internal sealed class TokenizeCommand()
    : Subcommand<TokenizeCommand.Settings>(
        "tokenize", CommandGroup.ModelsAndData, "Show the token ids and pieces of a text, or add ids to the lines of a JSONL file")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("tokenize \"The film isn't bad.\"", "ids and pieces"),
        new("tokenize --input texts.jsonl > ids.jsonl", "each line's text as ids"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        if (options.Text is null && options.Input is null)
        {
            throw new InputException("interp tokenize takes a TEXT or --input FILE.jsonl, one of the two");
        }

        BytePairTokenizer tokenizer = Open(options, context.Progress);
        if (options.Input is { } path)
        {
            foreach (string line in ReadTexts(path).Select(text => JsonSerializer.Serialize(new { text, ids = tokenizer.Encode(text) }, Json.Compact)))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                context.Out.WriteLine(line);
            }
        }
        else
        {
            Show(options.Text!, tokenizer, context);
        }

        return ExitCode.Done;
    }

    private static BytePairTokenizer Open(Settings options, IProgressSink progress) => options.Tokenizer switch
    {
        { } path when File.Exists(path) => BytePairTokenizer.FromTokenizerJson(path),
        { } path => BytePairTokenizer.FromFolder(path),
        _ => ModelFiles.Open(ModelLocator.Find(options.Model, progress), options.Model).RequireTokenizer(),
    };

    private static void Show(string text, BytePairTokenizer tokenizer, CommandContext context)
    {
        int[] ids = tokenizer.Encode(text);
        string[] pieces = [.. ids.Select(id => tokenizer.TokenText(id))];
        if (!context.WriteJson(() => Json.ToNode(new { text, ids, pieces })))
        {
            context.Write($"{ids.Length} tokens: {string.Join(' ', ids)}");
            context.Write(string.Join(' ', pieces.Select(piece => $"[{piece}]")));
        }
    }

    private static IEnumerable<string> ReadTexts(string path)
    {
        int number = 0;
        IEnumerable<string> lines = File.Exists(path) ? File.ReadLines(path) : throw new InputException($"{path}: no such file");
        foreach (string line in lines)
        {
            number++;
            if (line.Length > 0)
            {
                yield return ReadText(line, $"{path}, line {number}");
            }
        }
    }

    private static string ReadText(string line, string where)
    {
        try
        {
            JsonElement row = UnicodeJson.Parse(line);
            return row.ValueKind == JsonValueKind.Object && row.TryGetProperty("text", out JsonElement text)
                && text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : throw new InputException($"{where}: expected an object with a string \"text\"");
        }
        catch (JsonException error)
        {
            throw new InputException($"{where}: not JSON: {error.Message}", error);
        }
    }

    internal sealed record Settings
    {
        [Argument("text", "The text")]
        public string? Text { get; init; }

        [Option("input", "A file of JSON lines, each with a text", Placeholder = "FILE.jsonl")]
        [NotWith("text")]
        public string? Input { get; init; }

        [Option("model", "The model whose tokenizer is used", Placeholder = "MODEL")]
        [NotWith("tokenizer")]
        public string Model { get; init; } = ModelLocator.Bundled;

        [Option("tokenizer", "A folder or file with a tokenizer, instead of a model's", Placeholder = "PATH")]
        public string? Tokenizer { get; init; }
    }
}
