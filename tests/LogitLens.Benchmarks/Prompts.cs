using LogitLens.Datasets;
using LogitLens.Datasets.Catalogue;
using LogitLens.Datasets.Readers;
using LogitLens.Tokenizers;

namespace LogitLens.Benchmarks;

/// <summary>Zero-shot prompts with GPT-2's tokenizer, from the folder INTERP_SHARED (../shared when not set).</summary>
internal static class Prompts
{
    private static string Data => Path.Combine(Environment.GetEnvironmentVariable("INTERP_SHARED") ?? Path.Combine("..", "shared"), "data");

    /// <summary>Over SST-2's dev set.</summary>
    public static int[][] Sst2(int limit)
    {
        BytePairTokenizer tokenizer = Gpt2Tokenizer();
        Dataset dataset = GlueTsvReader.Read(Path.Combine(Data, "sst2", "glue", "dev.tsv"), new ReadOptions { Name = "sst2", Split = "dev" });
        return [.. dataset.Examples.Take(limit).Select(example =>
            tokenizer.Encode($"Text: {example.Text}\nClassify the text into negative or positive sentiment.\nSentiment:"))];
    }

    /// <summary>Over the bundled arithmetic questions.</summary>
    public static int[][] Arithmetic(int limit)
    {
        BytePairTokenizer tokenizer = Gpt2Tokenizer();
        string path = Path.Combine(DatasetFolders.Bundled(AppContext.BaseDirectory), "arithmetic.jsonl");
        Dataset dataset = QuestionAnswerReader.Read(path, ReadOptions.ForFile(path));
        return [.. dataset.Examples.Take(limit).Select(example => tokenizer.Encode($"Question: {example.Text}\nAnswer:"))];
    }

    private static BytePairTokenizer Gpt2Tokenizer() => BytePairTokenizer.FromFolder(Path.Combine(Data, "gpt2-tokenizer"));
}
