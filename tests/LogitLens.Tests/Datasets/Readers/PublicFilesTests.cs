using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

/// <summary>The public files, whole: rows and labels as their makers count them.</summary>
public class PublicFilesTests
{
    [Theory]
    [InlineData("glue/dev.tsv", 428, 444)]
    [InlineData("glue/train.first10000.tsv", 4471, 5529)]
    [InlineData("sentences/train.tsv", 3310, 3610)]
    [InlineData("sentences/dev.tsv", 428, 444)]
    [InlineData("sentences/test.tsv", 912, 909)]
    public void Sst2(string file, int negative, int positive)
    {
        string path = SharedFiles.Require("data/sst2/" + file);

        Dataset dataset = LabelledTables.Sst(path, ReadOptions.ForFile(path));

        Assert.Equal([negative, positive], dataset.LabelCounts());
        Assert.Equal(negative + positive, dataset.Origin.RowCount);
        Assert.All(dataset.Examples, example => Assert.Equal(example.Text.Trim(), example.Text));
    }

    [Theory]
    [InlineData("train.sample1000.csv")]
    [InlineData("test.sample1000.csv")]
    public void Imdb_csv(string file)
    {
        string path = SharedFiles.Require("data/imdb/" + file);

        Dataset dataset = LabelledTables.Reviews(path, ReadOptions.ForFile(path));

        Assert.Equal([500, 500], dataset.LabelCounts());
        Assert.Empty(dataset.Origin.Skipped);
        Assert.DoesNotContain(dataset.Examples, example => example.Text.Contains("<br", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("test")]
    public void Imdb_folder_holds_reviews_of_the_csv(string split)
    {
        string folder = SharedFiles.Require("data/imdb/aclImdb/" + split);
        string csv = SharedFiles.Require($"data/imdb/{split}.sample1000.csv");

        Dataset dataset = AclImdbFolderReader.Read(folder, new ReadOptions { Name = "imdb", Split = split });
        Dictionary<string, int?> labelOf = [];
        foreach (Example example in LabelledTables.Reviews(csv, ReadOptions.ForFile(csv)).Examples)
        {
            labelOf[example.Text] = example.Label;
        }

        Assert.Equal([100, 100], dataset.LabelCounts());
        Assert.Equal(200, dataset.Origin.Files.Count);
        Assert.All(dataset.Examples, example => Assert.Equal(labelOf[example.Text], example.Label));
    }

    [Theory]
    [InlineData("train.txt", new[] { 4666, 5362, 1304, 2159, 1937, 572 })]
    [InlineData("val.txt", new[] { 550, 704, 178, 275, 212, 81 })]
    [InlineData("test.txt", new[] { 581, 695, 159, 275, 224, 66 })]
    public void Emotion(string file, int[] counts)
    {
        string path = SharedFiles.Require("data/emotion/" + file);

        Assert.Equal(counts, LabelledTables.Emotions(path, ReadOptions.ForFile(path)).LabelCounts());
    }

    [Fact]
    public void Tweets_for_training_lack_the_one_without_text()
    {
        string path = SharedFiles.Require("data/tweet-sentiment/train.csv");

        Dataset dataset = LabelledTables.Tweets(path, ReadOptions.ForFile(path));

        Assert.Equal(27_481, dataset.Origin.RowCount);
        SkippedRow skipped = Assert.Single(dataset.Origin.Skipped);
        Assert.Equal("the text is empty", skipped.Reason);
        Assert.Equal("text", skipped.Column);
        Assert.Equal([7_781, 11_118 - 1, 8_582], dataset.LabelCounts());
    }

    [Fact]
    public void Tweets_for_testing()
    {
        string path = SharedFiles.Require("data/tweet-sentiment/test.csv");

        Assert.Equal([1_001, 1_430, 1_103], LabelledTables.Tweets(path, ReadOptions.ForFile(path)).LabelCounts());
    }

    [Fact]
    public void Tweets_can_be_read_by_their_selected_text()
    {
        string path = SharedFiles.Require("data/tweet-sentiment/train.csv");

        Dataset dataset = LabelledTables.Tweets(path, ReadOptions.ForFile(path) with { TextColumn = "selected_text" });

        Assert.Equal("Sooo SAD", dataset.Examples[1].Text);
    }

    [Fact]
    public void Gsm8k_has_a_number_for_every_question()
    {
        string path = SharedFiles.Require("data/gsm8k/test.jsonl");

        Dataset dataset = Gsm8kReader.Read(path, ReadOptions.ForFile(path));

        Assert.Equal(1_319, dataset.Examples.Count);
        Assert.Equal("18", dataset.Examples[0].Answer);
        Assert.StartsWith("Janet\u2019s ducks", dataset.Examples[0].Text);
        Assert.All(dataset.Examples, example => Assert.True(decimal.TryParse(example.Answer, out _), example.Answer));
    }

    [Fact]
    public void Gsm8k_for_training()
    {
        string path = SharedFiles.Require("data/gsm8k/train.first2000.jsonl");

        Assert.Equal(2_000, Gsm8kReader.Read(path, ReadOptions.ForFile(path)).Examples.Count);
    }

    [Fact]
    public void Blimp_has_a_thousand_pairs_a_paradigm_each_with_competing_words()
    {
        string folder = SharedFiles.Require("data/blimp");
        string[] files = Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).ToArray();

        MinimalPairSet set = BlimpReader.Read(files, new ReadOptions { Name = "blimp", Split = "all" });

        Assert.Equal(8_000, set.Pairs.Count);
        Assert.All(set.Pairs.CountBy(pair => pair.Paradigm), paradigm => Assert.Equal(1_000, paradigm.Value));
        Assert.All(set.Pairs, pair => Assert.NotNull(pair.OnePrefix));
        Assert.Equal(set.Pairs.Count, set.Pairs.Select(pair => pair.Id).Distinct().Count());
    }

    [Fact]
    public void Columns_of_any_csv_can_be_chosen()
    {
        string path = SharedFiles.Require("data/english-tense/english_tense.sample3000.csv");

        Dataset dataset = ColumnFileReader.Read(path, ReadOptions.ForFile(path) with { TextColumn = "Sentence", LabelColumn = "Labels" });

        Assert.Equal(["Future", "Past", "Present"], dataset.Labels!.Names);
        Assert.Equal([1_000, 1_000, 1_000], dataset.LabelCounts());
    }

    [Fact]
    public void True_and_false_statements_read_as_labels_zero_and_one()
    {
        string path = SharedFiles.Require("data/truth/cities.csv");

        Dataset dataset = ColumnFileReader.Read(path, ReadOptions.ForFile(path) with { TextColumn = "statement", LabelColumn = "label" });

        Assert.Equal(["0", "1"], dataset.Labels!.Names);
        Assert.Equal([748, 748], dataset.LabelCounts());
    }

    [Fact]
    public void The_hash_is_the_files_own()
    {
        string path = SharedFiles.Require("data/sst2/glue/dev.tsv");

        DataOrigin origin = LabelledTables.Glue(path, ReadOptions.ForFile(path)).Origin;

        byte[] hash = System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path));
        Assert.Equal(Convert.ToHexStringLower(hash), origin.Sha256);
        Assert.Equal(new FileInfo(path).Length, origin.Files[0].Bytes);
    }
}
