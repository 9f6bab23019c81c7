using LogitLens.Datasets;
using LogitLens.Datasets.Readers;
using LogitLens.Tokenizers;

namespace LogitLens.Benchmarks;

/// <summary>Zero-shot prompts over SST-2's dev set with GPT-2's tokenizer, from the folder INTERP_SHARED (../shared when not set).</summary>
internal static class Prompts
{
    public static int[][] Sst2(int limit)
    {
        string shared = Environment.GetEnvironmentVariable("INTERP_SHARED") ?? Path.Combine("..", "shared");
        string dev = Path.Combine(shared, "data", "sst2", "glue", "dev.tsv");
        var tokenizer = BytePairTokenizer.FromFolder(Path.Combine(shared, "data", "gpt2-tokenizer"));
        Dataset dataset = GlueTsvReader.Read(dev, new ReadOptions { Name = "sst2", Split = "dev" });
        return [.. dataset.Examples.Take(limit).Select(example =>
            tokenizer.Encode($"Text: {example.Text}\nClassify the text into negative or positive sentiment.\nSentiment:"))];
    }
}
