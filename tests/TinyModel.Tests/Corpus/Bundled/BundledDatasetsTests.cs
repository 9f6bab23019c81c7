using LogitLens.TestSupport;
using TinyModel.Corpus;
using TinyModel.Corpus.Bundled;

namespace TinyModel.Tests.Corpus.Bundled;

public sealed class BundledDatasetsTests
{
    private static readonly IReadOnlyDictionary<string, string> s_files = BundledDatasets.Files();

    public static TheoryData<string> Paths => [.. s_files.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_file_checked_in_is_what_the_generator_writes(string path)
    {
        Assert.Equal(s_files[path], File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "datasets", path)));
    }

    [Fact]
    public void Writing_puts_every_file_below_the_folder()
    {
        using TemporaryFolder folder = new();

        BundledDatasets.Write(folder.Path);

        Assert.All(s_files, file => Assert.Equal(file.Value, File.ReadAllText(folder.File(file.Key))));
    }

    [Fact]
    public void No_row_is_in_the_training_corpus()
    {
        string corpus = string.Join('\n', new CorpusGenerator(1).Documents(12_000).Select(d => d.Text));

        // Other layouts of the same words count too.
        string bare = Bare(corpus);
        Assert.All(Texts(), row => Assert.DoesNotContain(Bare(row), bare, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reviews/train.tsv", "reviews/dev.tsv")]
    [InlineData("emotions/train.txt", "emotions/test.txt")]
    [InlineData("tweets/train.csv", "tweets/test.csv")]
    public void No_row_is_twice_in_a_split_or_in_both(string train, string evaluated)
    {
        string[] rows = [.. Rows(train), .. Rows(evaluated)];

        Assert.Equal(rows.Length, rows.Distinct().Count());
    }

    [Theory]
    [InlineData("reviews/train.tsv", "\t", new[] { "0", "1" }, 200)]
    [InlineData("reviews/dev.tsv", "\t", new[] { "0", "1" }, 150)]
    [InlineData("emotions/train.txt", ";", new[] { "sadness", "joy", "love", "anger", "fear", "surprise" }, 40)]
    [InlineData("emotions/test.txt", ";", new[] { "sadness", "joy", "love", "anger", "fear", "surprise" }, 30)]
    [InlineData("tweets/train.csv", ",", new[] { "negative", "neutral", "positive" }, 60)]
    [InlineData("tweets/test.csv", ",", new[] { "negative", "neutral", "positive" }, 40)]
    public void Classes_are_equally_frequent(string path, string separator, string[] labels, int each)
    {
        IEnumerable<string> found = Lines(path).Skip(path.StartsWith("emotions") ? 0 : 1).Select(l => l[(l.LastIndexOf(separator) + 1)..]);

        Assert.Equal(labels.Order().Select(l => (l, each)), found.CountBy(l => l).Select(c => (c.Key, c.Value)).Order());
    }

    [Theory]
    [InlineData("arithmetic.jsonl", 48)]
    [InlineData("sums.jsonl", 300)]
    [InlineData("multistep.jsonl", 24)]
    [InlineData("logic.jsonl", 24)]
    [InlineData("word-problems.jsonl", 24)]
    [InlineData("agreement.jsonl", 120)]
    public void JSON_lines_have_their_number_of_different_rows(string path, int count)
    {
        Assert.Equal(count, Rows(path).Distinct().Count());
        Assert.Equal(count, Lines(path).Count());
    }

    [Theory]
    [InlineData("number.csv", 24, new[] { "plural", "singular" })]
    [InlineData("tense.csv", 23, new[] { "past", "present" })]
    public void Each_group_has_each_class_as_often(string path, int groups, string[] labels)
    {
        string[][] rows = [.. Lines(path).Skip(1).Select(line => line.Split(','))];

        Assert.Equal(rows.Length, rows.Select(row => row[0]).Distinct().Count());
        Assert.Equal(groups, rows.Select(row => row[2]).Distinct().Count());
        Assert.All(rows.GroupBy(row => row[2]), group => Assert.Equal(labels.Select(label => (label, 10)), group.CountBy(row => row[1])
            .Select(count => (count.Key, count.Value)).Order()));
    }

    [Fact]
    public void Yes_and_no_are_equally_often_right()
    {
        Assert.Equal(
            [("no", 12), ("yes", 12)],
            Lines("logic.jsonl").Select(l => Field(l, "answer")).CountBy(a => a).Select(c => (c.Key, c.Value)).Order());
    }

    // The texts to be evaluated or shown as demonstrations, without labels and ids.
    private static IEnumerable<string> Texts() => s_files.Keys.Where(p => p != "prose.txt").SelectMany(Rows)
        .Concat(s_files["prose.txt"].Split("\n\n", StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Rows(string path) => Path.GetExtension(path) switch
    {
        ".tsv" => Lines(path).Skip(1).Select(l => l.Split('\t')[0]),
        ".txt" => Lines(path).Select(l => l.Split(';')[0]),
        ".csv" => TweetTexts(path),
        _ => Lines(path).Select(l => Field(l, path.StartsWith("agreement") ? "sentence_good" : "question")),
    };

    private static IEnumerable<string> TweetTexts(string path)
    {
        using StringReader text = new(s_files[path]);
        using CsvHelper.CsvReader csv = new(text, System.Globalization.CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        List<string> texts = [];
        while (csv.Read())
        {
            texts.Add(csv.GetField("text")!);
        }

        return texts;
    }

    private static IEnumerable<string> Lines(string path) => s_files[path].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Field(string line, string name)
    {
        using JsonDocument row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty(name).GetString()!;
    }

    // One line's words, framed so that a short row does not match inside a longer one.
    private static string Bare(string text) => "\n" + string.Join('\n', text.Split('\n').Select(l =>
        TextStyle.Tokenised(l.Replace("Text: ", "").Replace("Question: ", "")).TrimEnd('.', ' '))) + "\n";
}
