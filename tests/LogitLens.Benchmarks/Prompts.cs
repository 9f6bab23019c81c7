using LogitLens.Datasets;
using LogitLens.Datasets.Readers;
using LogitLens.Tokenizers;

namespace LogitLens.Benchmarks;

/// <summary>Prompts over SST-2's dev set with GPT-2's tokenizer, from the folder INTERP_SHARED (../shared when not set), in the file's order.</summary>
internal static class Prompts
{
    private const string Instruction = "Classify the text into negative or positive sentiment.";

    /// <summary>Zero-shot, the instruction after the text.</summary>
    public static int[][] Sst2(int limit) => Encode(limit, 0, text => $"Text: {text}\n{Instruction}\nSentiment:");

    /// <summary>The instruction and one demonstration before the text.</summary>
    public static int[][] Sst2OneShot(int limit)
    {
        string demonstration = $"{Instruction}\nText: {Texts()[0]}\nSentiment: positive\n\n";
        return Encode(limit, 1, text => $"{demonstration}{Instruction}\nText: {text}\nSentiment:");
    }

    private static string Shared => Environment.GetEnvironmentVariable("INTERP_SHARED") ?? Path.Combine("..", "shared");

    private static int[][] Encode(int limit, int skip, Func<string, string> prompt)
    {
        var tokenizer = BytePairTokenizer.FromFolder(Path.Combine(Shared, "data", "gpt2-tokenizer"));
        return [.. Texts().Skip(skip).Take(limit).Select(text => tokenizer.Encode(prompt(text)))];
    }

    private static string[] Texts()
    {
        string dev = Path.Combine(Shared, "data", "sst2", "glue", "dev.tsv");
        Dataset dataset = GlueTsvReader.Read(dev, new ReadOptions { Name = "sst2", Split = "dev" });
        return [.. dataset.Examples.Select(example => example.Text)];
    }
}
