using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Catalogue;

public sealed class DatasetCatalogueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DatasetCatalogue _catalogue;

    public DatasetCatalogueTests()
    {
        _catalogue = new DatasetCatalogue(_folder.File("bundled"), _folder.File("cache"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_entry_has_a_name_of_its_own_and_its_usual_split()
    {
        Assert.Equal(
            "reviews emotions tweets obvious number tense length arithmetic sums multistep logic word-problems agreement sst2 imdb emotion tweet-sentiment "
                + "number-agreement gsm8k blimp",
            string.Join(' ', DatasetCatalogue.Entries.Select(entry => entry.Name)));
        Assert.All(DatasetCatalogue.Entries, entry => Assert.Contains(entry.DefaultSplit, entry.Splits));
        Assert.All(DatasetCatalogue.Entries, entry => Assert.Equal(entry.Task == TaskKind.Classification, entry.Labels is not null));
    }

    [Theory]
    [InlineData("sst2", "data/sst2/glue", null, "dev", 872)]
    [InlineData("sst2", "data/sst2/glue", "train", "train", 10_000)]
    [InlineData("sst2", "data/sst2/sentences", "test", "test", 1_821)]
    [InlineData("imdb", "data/imdb", null, "test", 1_000)]
    [InlineData("imdb", "data/imdb/aclImdb", "train", "train", 200)]
    [InlineData("emotion", "data/emotion", "dev", "dev", 2_000)]
    [InlineData("tweet-sentiment", "data/tweet-sentiment", null, "test", 3_534)]
    [InlineData("gsm8k", "data/gsm8k", "train", "train", 2_000)]
    public void Public_files_are_found_in_their_folder(string name, string folder, string? split, string opened, int examples)
    {
        Dataset dataset = _catalogue.Open(new DatasetRequest(name) { DataDir = SharedFiles.Require(folder), Split = split });

        Assert.Equal((name, opened, examples), (dataset.Name, dataset.Split, dataset.Examples.Count));
        Assert.All(dataset.Examples, example => Assert.StartsWith(opened + ":", example.Id));
    }

    [Theory]
    [InlineData(null, 8_000)]
    [InlineData("npi_present_1", 1_000)]
    public void Blimp_is_read_whole_or_by_paradigm(string? split, int pairs)
    {
        DatasetRequest request = new("blimp") { DataDir = SharedFiles.Require("data/blimp"), Split = split };

        Assert.Equal(pairs, _catalogue.OpenPairs(request).Pairs.Count);
    }

    [Theory]
    [InlineData("sst2", "there is glue, sentences (did you mean --data-dir {0}/sst2/glue or {0}/sst2/sentences?)", "sst2")]
    [InlineData("sst2", "there is blimp, sst2 (did you mean --data-dir {0}/sst2/glue or {0}/sst2/sentences?)", "")]
    [InlineData("blimp", "there is blimp, sst2 (did you mean --data-dir {0}/blimp?)", "")]
    [InlineData("gsm8k", "there is blimp, sst2", "")]
    public void A_data_folder_above_the_right_one_is_told_where_the_files_are(string name, string message, string given)
    {
        _folder.Write("data/sst2/glue/dev.tsv", "sentence\tlabel\ngood \t1\n");
        _folder.Write("data/sst2/sentences/dev.tsv", "good\t1\n");
        _folder.Write("data/blimp/a.jsonl", "{}\n");
        DatasetRequest request = new(name) { DataDir = Path.TrimEndingDirectorySeparator(Path.Combine(_folder.File("data"), given)) };

        Exception? error = Record.Exception(() => name == "blimp" ? (object)_catalogue.OpenPairs(request) : _catalogue.Open(request));

        Assert.EndsWith(string.Format(CultureInfo.InvariantCulture, message, _folder.File("data")), Assert.IsType<InputException>(error).Message);
    }

    [Fact]
    public void What_was_fetched_is_found_in_the_cache()
    {
        _folder.Write("cache/sst2/SST-2/dev.tsv", "sentence\tlabel\ngood \t1\n");
        _folder.Write("cache/imdb/aclImdb/test/neg/0_1.txt", "bad");
        _folder.Write("cache/imdb/aclImdb/test/pos/0_9.txt", "good");

        Assert.Single(_catalogue.Open(new DatasetRequest("sst2")).Examples);
        Assert.Equal(2, _catalogue.Open(new DatasetRequest("imdb")).Examples.Count);
    }

    [Fact]
    public void Bundled_sets_are_found_in_their_folder()
    {
        _folder.Write("bundled/reviews/dev.tsv", "sentence\tlabel\ngood\t1\n");
        _folder.Write("bundled/word-problems.jsonl", "{\"question\": \"How many?\", \"answer\": \"3\"}\n");
        _folder.Write("bundled/agreement.jsonl", "{\"sentence_good\": \"He runs.\", \"sentence_bad\": \"He run.\"}\n");

        Assert.Equal("dev:1", Assert.Single(_catalogue.Open(new DatasetRequest("reviews")).Examples).Id);
        Assert.Equal("3", Assert.Single(_catalogue.Open(new DatasetRequest("word-problems")).Examples).Answer);
        Assert.Single(_catalogue.OpenPairs(new DatasetRequest("agreement")).Pairs);
    }

    [Fact]
    public void A_file_is_opened_by_its_path_and_token_ids_are_recognised()
    {
        string texts = _folder.Write("mine.jsonl", "{\"text\": \"a\", \"label\": \"x\"}\n{\"text\": \"b\", \"label\": \"y\"}\n");
        string ids = _folder.Write("ids.jsonl", "{\"ids\": [1, 2], \"label\": 0}\n");

        Dataset dataset = _catalogue.Open(new DatasetRequest(texts) { LabelColumn = "label" });

        Assert.Equal(("mine.jsonl", "mine", "mine:1"), (dataset.Name, dataset.Split, dataset.Examples[0].Id));
        Assert.Equal([1, 2], _catalogue.Open(new DatasetRequest(ids)).Examples[0].TokenIds!);
    }

    [Fact]
    public void Demonstrations_come_from_the_train_split_where_there_is_one()
    {
        _folder.Write("d/dev.tsv", "sentence\tlabel\ngood\t1\nbad\t0\n");
        _folder.Write("d/train.tsv", "sentence\tlabel\nfine\t1\ngood\t1\ndull\t0\n");

        DatasetRequest request = new("sst2") { DataDir = _folder.File("d") };
        EvaluationData data = _catalogue.OpenForEvaluation(request, new DemonstrationPlan(2), seed: 1);

        Assert.Equal(["train:1", "train:3"], data.Pool.Select(example => example.Id));
        Assert.Equal(2, data.Evaluated.Examples.Count);
    }

    [Fact]
    public void Demonstrations_are_set_apart_where_the_train_split_is_evaluated_or_absent()
    {
        _folder.Write("d/train.tsv", "sentence\tlabel\nfine\t1\ngood\t1\ndull\t0\nbad\t0\n");
        string file = _folder.Write("mine.tsv", "text\tlabel\nfine\t1\ngood\t1\ndull\t0\nbad\t0\n");
        DatasetRequest train = new("sst2") { DataDir = _folder.File("d"), Split = "train" };

        foreach (DatasetRequest request in new[] { train, new DatasetRequest(file) { LabelColumn = "label" } })
        {
            EvaluationData data = _catalogue.OpenForEvaluation(request, new DemonstrationPlan(1), seed: 1);

            Assert.Equal([0, 1], data.Pool.Select(example => example.Label!.Value).Order());
            Assert.Equal(2, data.Evaluated.Examples.Count);
        }
    }

    [Fact]
    public void What_cannot_be_opened_says_what_would_be_right()
    {
        string dir = _folder.File("d");
        _folder.Write("d/valid.tsv", "good\t1\n");

        Assert.StartsWith("no dataset 'sst': neither a file nor one of reviews, emotions, ", Message(new DatasetRequest("sst")));
        Assert.Equal("sst2 has no split 'val'; its splits are train, dev, test", Message(new DatasetRequest("sst2") { Split = "val" }));
        Assert.Equal(
            $"{dir}: no split 'dev' of sst2: expected dev*.tsv or SST-2/dev.tsv; there is valid.tsv",
            Message(new DatasetRequest("sst2") { DataDir = dir }));
        Assert.Equal(
            $"{dir}/none: no such folder; --data-dir is the folder with sst2's files",
            Message(new DatasetRequest("sst2") { DataDir = dir + "/none" }));
        Assert.Equal(
            "sst2 is not on this machine: run 'interp fetch sst2', or name the folder with its files with --data-dir",
            Message(new DatasetRequest("sst2")));
        Assert.StartsWith(
            "gsm8k is not on this machine: get its files from its makers (Cobbe et al. 2021",
            Message(new DatasetRequest("gsm8k")));
        Assert.StartsWith(
            "reviews is not on this machine: the datasets folder of the program is missing",
            Message(new DatasetRequest("reviews")));
    }

    [Fact]
    public void Two_files_that_may_be_the_split_are_an_error()
    {
        _folder.Write("d/train.tsv", "good\t1\n");
        _folder.Write("d/train.small.tsv", "good\t1\n");

        Assert.Equal(
            $"{_folder.File("d")}: several files may be sst2's split 'train' (train.small.tsv, train.tsv); leave one in the folder",
            Message(new DatasetRequest("sst2") { DataDir = _folder.File("d"), Split = "train" }));
    }

    [Fact]
    public void Pairs_are_not_examples_and_examples_no_pairs()
    {
        _folder.Write("bundled/agreement.jsonl", "{\"sentence_good\": \"He runs.\", \"sentence_bad\": \"He run.\"}\n");

        Assert.Equal(
            "agreement holds minimal pairs, not examples; interp evaluate scores them", Message(new DatasetRequest("agreement")));
        Assert.Equal(
            "sst2 holds no minimal pairs; those that do are agreement, blimp",
            Assert.Throws<InputException>(() => _catalogue.OpenPairs(new DatasetRequest("sst2"))).Message);
    }

    [Fact]
    public void A_paradigm_that_is_not_there_lists_those_that_are()
    {
        _folder.Write("blimp/npi_present_1.jsonl", "");
        DatasetRequest request = new("blimp") { DataDir = _folder.File("blimp"), Split = "npi" };

        Assert.Equal(
            $"{_folder.File("blimp")}: no split 'npi' of blimp: expected npi.jsonl; there is npi_present_1.jsonl",
            Assert.Throws<InputException>(() => _catalogue.OpenPairs(request)).Message);
    }

    [Fact]
    public void A_file_of_ones_own_has_no_splits()
    {
        string file = _folder.Write("mine.tsv", "text\tlabel\nfine\t1\n");

        Assert.Equal(
            $"{file}: a file has neither splits nor a data folder; leave --split and --data-dir out",
            Message(new DatasetRequest(file) { Split = "dev" }));
    }

    private string Message(DatasetRequest request) => Assert.Throws<InputException>(() => _catalogue.Open(request)).Message;
}
