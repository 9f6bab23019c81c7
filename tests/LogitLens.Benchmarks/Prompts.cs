using LogitLens.Datasets;
using LogitLens.Tokenizers;

namespace LogitLens.Benchmarks;

/// <summary>Prompts with GPT-2's tokenizer, from the folder INTERP_SHARED (../shared when not set), in the files' order.</summary>
internal static class Prompts
{
    private const string Instruction = "Classify the text into negative or positive sentiment.";

    private static string Data => Path.Combine(Environment.GetEnvironmentVariable("INTERP_SHARED") ?? Path.Combine("..", "shared"), "data");

    /// <summary>Over SST-2's dev set, zero-shot, the instruction after the text.</summary>
    public static int[][] Sst2(int limit) => Encode(Sst2Texts().Take(limit), text => $"Text: {text}\n{Instruction}\nSentiment:");

    /// <summary>Over SST-2's dev set, the instruction and one demonstration before the text.</summary>
    public static int[][] Sst2OneShot(int limit)
    {
        string[] texts = Sst2Texts();
        string demonstration = $"{Instruction}\nText: {texts[0]}\nSentiment: positive\n\n";
        return Encode(texts.Skip(1).Take(limit), text => $"{demonstration}{Instruction}\nText: {text}\nSentiment:");
    }

    /// <summary>Over the bundled arithmetic questions.</summary>
    public static int[][] Arithmetic(int limit)
    {
        string path = Path.Combine(DatasetFolders.Bundled(AppContext.BaseDirectory), "arithmetic.jsonl");
        Dataset dataset = QuestionAnswerReader.Read(path, ReadOptions.ForFile(path));
        return Encode(dataset.Examples.Take(limit).Select(example => example.Text), question => $"Question: {question}\nAnswer:");
    }

    /// <summary>Tweets as they are, without a prompt.</summary>
    public static int[][] Tweets(int limit)
    {
        string path = Path.Combine(Data, "tweet-sentiment", "test.csv");
        return Encode(LabelledTables.Tweets(path, ReadOptions.ForFile(path)).Examples.Take(limit).Select(example => example.Text), text => text);
    }

    private static int[][] Encode(IEnumerable<string> texts, Func<string, string> prompt)
    {
        BytePairTokenizer tokenizer = BytePairTokenizer.FromFolder(Path.Combine(Data, "gpt2-tokenizer"));
        return [.. texts.Select(text => tokenizer.Encode(prompt(text)))];
    }

    private static string[] Sst2Texts()
    {
        Dataset dataset = LabelledTables.Glue(Path.Combine(Data, "sst2", "glue", "dev.tsv"), new ReadOptions { Name = "sst2", Split = "dev" });
        return [.. dataset.Examples.Select(example => example.Text)];
    }
}
