using CsvHelper;
using CsvHelper.Configuration;
using LogitLens.Datasets;
using TinyModel.Corpus.Feelings;

namespace TinyModel.Corpus.Bundled;

/// <summary>The short messages as a CSV of textID, text, selected_text, sentiment; the three classes equally often.</summary>
internal static class TweetRows
{
    private const int TrainCount = 180;
    private const int TestCount = 120;

    /// <summary>The split that demonstrations come from.</summary>
    public static string Train() => Format(Drawn()[..TrainCount], "tweets train order");

    /// <summary>The split that is evaluated.</summary>
    public static string Test() => Format([.. HandWrittenTexts.Tweets, .. Drawn()[TrainCount..]], "tweets test order");

    private static List<Tweet> Drawn()
    {
        TweetWriter writer = new(TweetFrames.Evaluation, HeldOutRows.Random("tweets"));
        return HeldOutRows.Draw(
            TrainCount + TestCount - HandWrittenTexts.Tweets.Count,
            i => writer.Next(LabelSet.TweetSentiment.Names[i % 3]),
            t => t.Text);
    }

    private static string Format(IReadOnlyList<Tweet> rows, string purpose)
    {
        SeededRandom random = HeldOutRows.Random(purpose);
        using StringWriter text = new();
        using CsvWriter csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        WriteRow(csv, "textID", "text", "selected_text", "sentiment");
        foreach (Tweet row in random.Shuffled(rows))
        {
            string id = string.Concat(Enumerable.Range(0, 10).Select(_ => random.Next(16).ToString("x")));
            WriteRow(csv, id, row.Text, row.Selected, row.Sentiment);
        }

        csv.Flush();
        return text.ToString();
    }

    private static void WriteRow(CsvWriter csv, params string[] fields)
    {
        foreach (string field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }
}
