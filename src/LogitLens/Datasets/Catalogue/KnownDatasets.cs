namespace LogitLens.Datasets;

/// <summary>The catalogue's table.</summary>
internal static class KnownDatasets
{
    public static IReadOnlyList<CatalogueEntry> All { get; } =
    [
        Bundled("reviews", "short film reviews, in SST-2's manner", "GLUE SST-2 TSV", LabelSet.Sentiment, "dev") with
        {
            Files = [.. In("reviews/", LabelledTables.Glue, "train.tsv", "dev.tsv")],
        },
        Bundled("emotions", "sentences in the first person, six emotions", "text;label lines", LabelSet.Emotion, "test") with
        {
            Files = [.. In("emotions/", LabelledTables.Emotions, "train.txt", "test.txt"), .. In("", LabelledTables.Emotions, "train.txt", "test.txt")],
        },
        Bundled("tweets", "short messages: negative, neutral, positive", "Kaggle tweet CSV", LabelSet.TweetSentiment, "test") with
        {
            Files = [.. In("tweets/", LabelledTables.Tweets, "train.csv", "test.csv"), .. In("", LabelledTables.Tweets, "train.csv", "test.csv")],
        },
        Bundled("obvious", "sentences of obvious sentiment, with negations and mixed ones", "GLUE SST-2 TSV", LabelSet.Sentiment, "test") with
        {
            Files = [.. In("obvious/", LabelledTables.Glue, "test.tsv")],
        },
        Linguistic("number", "beginnings of sentences, read before the verb: is the subject one or several?", LabelSet.Number, grouped: true),
        Linguistic("tense", "sentences whose verb alone tells the tense: past or present", LabelSet.Tense, grouped: true),
        Linguistic("length", "sentences of 4-6, 9-11 and 14-17 words", LabelSet.Length, grouped: false),
        Questions("arithmetic", "sums, differences and products"),
        Questions("sums", "sums of numbers up to 20, in ten wordings"),
        Questions("multistep", "sums of several steps"),
        Questions("logic", "syllogisms, to be answered yes or no"),
        Questions("word-problems", "small sums told as stories"),
        Bundled("agreement", "subject-verb agreement pairs", "BLiMP JSON lines", labels: null, "test") with
        {
            Task = TaskKind.MinimalPairs,
            Files = [new("test", "agreement.jsonl", NotExamples)],
        },
        new("sst2", "Stanford Sentiment Treebank, two classes: sentences from film reviews", TaskKind.Classification, "dev")
        {
            Format = "GLUE SST-2 TSV, or sentence<TAB>label without a header",
            ComesFrom = "Socher et al. 2013, as in GLUE (Wang et al. 2019)",
            Labels = LabelSet.Sentiment,
            Archive = new(
                new Uri("https://dl.fbaipublicfiles.com/glue/data/SST-2.zip"),
                7_439_277,
                "d67e16fb55739c1b32cdce9877596db1c127dc322d93c082281f64057c16deaa",
                ["SST-2/train.tsv", "SST-2/dev.tsv", "SST-2/test.tsv"]),
            Files =
            [
                .. In("", LabelledTables.Sst, "train*.tsv", "dev*.tsv", "test*.tsv"),
                .. In("SST-2/", LabelledTables.Sst, "train.tsv", "dev.tsv", "test.tsv"),
            ],
        },
        new("imdb", "Large Movie Review Dataset: whole film reviews, positive or negative", TaskKind.Classification, "test")
        {
            Format = "aclImdb folders, or review,sentiment CSV",
            ComesFrom = "Maas et al. 2011, ai.stanford.edu/~amaas/data/sentiment",
            Licence = "none stated; the authors ask to be cited",
            Labels = LabelSet.Sentiment,
            Archive = new(
                new Uri("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"),
                84_125_825,
                "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe",
                ["aclImdb/train/neg/", "aclImdb/train/pos/", "aclImdb/test/neg/", "aclImdb/test/pos/"]),
            Files =
            [
                .. In("", LabelledTables.Reviews, "train*.csv", "test*.csv"),
                .. In("", AclImdbFolderReader.Read, "train", "test"),
                .. In("aclImdb/", AclImdbFolderReader.Read, "train", "test"),
            ],
        },
        new("emotion", "tweets of six emotions, lower case, no punctuation", TaskKind.Classification, "test")
        {
            Format = "text;label lines",
            ComesFrom = "CARER, Saravia et al. 2018; Kaggle \"Emotions dataset for NLP\"",
            Licence = "none stated; for educational and research use",
            Labels = LabelSet.Emotion,
            Files =
            [
                new("train", "train.txt", LabelledTables.Emotions),
                new("dev", "val.txt", LabelledTables.Emotions),
                new("test", "test.txt", LabelledTables.Emotions),
            ],
        },
        new("tweet-sentiment", "tweets: negative, neutral, positive; --text-column selected_text for the words that carry it", TaskKind.Classification, "test")
        {
            Format = "Kaggle tweet CSV",
            ComesFrom = "Kaggle \"Tweet Sentiment Extraction\" (2020)",
            Licence = "CC BY 4.0",
            Labels = LabelSet.TweetSentiment,
            Files = [.. In("", LabelledTables.Tweets, "train.csv", "test.csv")],
        },
        new("number-agreement", "beginnings of sentences up to the verb: is the subject singular or plural?", TaskKind.Classification, "simple")
        {
            Format = "TSV without a header: sentence, number, correct|wrong, pair",
            ComesFrom = "Lakretz et al. 2019, github.com/FAIRNS/Number_and_syntax_units_in_LSTM_LMs",
            Labels = LabelSet.Number,
            Files = [.. In("", NumberAgreementReader.Read, "simple.txt", "adv_conjunction.txt", "nounpp.txt")],
        },
        new("gsm8k", "grade-school mathematics in words, with worked solutions", TaskKind.Generation, "test")
        {
            Format = "JSON lines, answers ending in #### N",
            ComesFrom = "Cobbe et al. 2021, github.com/openai/grade-school-math",
            Licence = "MIT",
            Files = [.. In("", Gsm8kReader.Read, "train*.jsonl", "test.jsonl")],
        },
        new("blimp", "minimal pairs of English grammar; a split is a paradigm, without one all files are read", TaskKind.MinimalPairs, "all")
        {
            Format = "BLiMP JSON lines, a file a paradigm",
            ComesFrom = "Warstadt et al. 2020, github.com/alexwarstadt/blimp",
            Licence = "CC BY 4.0",
            Files = [new("all", "*.jsonl", NotExamples)],
        },
    ];

    private static CatalogueEntry Bundled(string name, string description, string format, LabelSet? labels, string defaultSplit) =>
        new(name, description, TaskKind.Classification, defaultSplit)
        {
            Format = format,
            ComesFrom = "written for this project",
            Licence = "MIT",
            Labels = labels,
            IsBundled = true,
        };

    // Rows of one noun or verb belong together.
    private static CatalogueEntry Linguistic(string name, string description, LabelSet labels, bool grouped) =>
        Bundled(name, description, "CSV: text, label" + (grouped ? ", group" : ""), labels, "test") with
        {
            Files = [new("test", $"{name}.csv", (path, options) => ColumnFileReader.Read(
                path, options with { Labels = labels, ClusterColumn = options.ClusterColumn ?? (grouped ? "group" : null) }))],
        };

    private static CatalogueEntry Questions(string name, string description) =>
        Bundled(name, description, "question and answer JSON lines", labels: null, "test") with
        {
            Task = TaskKind.Generation,
            Files = [new("test", $"{name}.jsonl", QuestionAnswerReader.Read)],
        };

    // Files and folders of a folder, each named after its split.
    private static IEnumerable<SplitFile> In(string folder, Func<string, ReadOptions, Dataset> read, params string[] names) =>
        names.Select(name => new SplitFile(name.Split('*', '.')[0], folder + name, read));

    private static Dataset NotExamples(string path, ReadOptions options) =>
        throw new InputException($"{options.Name} holds minimal pairs, not examples; interp evaluate scores them");
}
