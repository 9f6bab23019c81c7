using LogitLens.Datasets.Readers;

namespace LogitLens.Datasets.Catalogue;

/// <summary>The catalogue's table.</summary>
internal static class KnownDatasets
{
    private const string WrittenHere = "written for this project";

    public static IReadOnlyList<CatalogueEntry> All { get; } =
    [
        Bundled("reviews", "short film reviews, in SST-2's manner", "GLUE SST-2 TSV", TaskKind.Classification, "dev") with
        {
            Labels = LabelSet.Sentiment,
            Files = [new("train", "reviews/train.tsv", GlueTsvReader.Read), new("dev", "reviews/dev.tsv", GlueTsvReader.Read)],
        },
        Bundled("emotions", "sentences in the first person, six emotions", "text;label lines", TaskKind.Classification, "test") with
        {
            Labels = LabelSet.Emotion,
            Files =
            [
                new("train", "emotions/train.txt", EmotionTextReader.Read),
                new("test", "emotions/test.txt", EmotionTextReader.Read),
                new("train", "train.txt", EmotionTextReader.Read),
                new("test", "test.txt", EmotionTextReader.Read),
            ],
        },
        Bundled("tweets", "short messages: negative, neutral, positive", "Kaggle tweet CSV", TaskKind.Classification, "test") with
        {
            Labels = LabelSet.TweetSentiment,
            Files =
            [
                new("train", "tweets/train.csv", TweetsCsvReader.Read),
                new("test", "tweets/test.csv", TweetsCsvReader.Read),
                new("train", "train.csv", TweetsCsvReader.Read),
                new("test", "test.csv", TweetsCsvReader.Read),
            ],
        },
        Questions("arithmetic", "sums, differences and products"),
        Questions("multistep", "sums of several steps"),
        Questions("logic", "syllogisms, to be answered yes or no"),
        Questions("word-problems", "small sums told as stories"),
        Bundled("agreement", "subject-verb agreement pairs", "BLiMP JSON lines", TaskKind.MinimalPairs, "test") with
        {
            Files = [new("test", "agreement.jsonl", NotExamples)],
        },
        new()
        {
            Name = "sst2",
            Description = "Stanford Sentiment Treebank, two classes: sentences from film reviews",
            Format = "GLUE SST-2 TSV, or sentence<TAB>label without a header",
            ComesFrom = "Socher et al. 2013, as in GLUE (Wang et al. 2019)",
            Licence = "none stated",
            Task = TaskKind.Classification,
            Labels = LabelSet.Sentiment,
            DefaultSplit = "dev",
            Archive = new(
                new Uri("https://dl.fbaipublicfiles.com/glue/data/SST-2.zip"),
                7_439_277,
                "d67e16fb55739c1b32cdce9877596db1c127dc322d93c082281f64057c16deaa",
                ["SST-2/train.tsv", "SST-2/dev.tsv", "SST-2/test.tsv"]),
            Files =
            [
                new("train", "train*.tsv", SstTsvReader.Read),
                new("dev", "dev*.tsv", SstTsvReader.Read),
                new("test", "test*.tsv", SstTsvReader.Read),
                new("train", "SST-2/train.tsv", SstTsvReader.Read),
                new("dev", "SST-2/dev.tsv", SstTsvReader.Read),
                new("test", "SST-2/test.tsv", SstTsvReader.Read),
            ],
        },
        new()
        {
            Name = "imdb",
            Description = "Large Movie Review Dataset: whole film reviews, positive or negative",
            Format = "aclImdb folders, or review,sentiment CSV",
            ComesFrom = "Maas et al. 2011, ai.stanford.edu/~amaas/data/sentiment",
            Licence = "none stated; the authors ask to be cited",
            Task = TaskKind.Classification,
            Labels = LabelSet.Sentiment,
            DefaultSplit = "test",
            Archive = new(
                new Uri("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"),
                84_125_825,
                "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe",
                ["aclImdb/train/neg/", "aclImdb/train/pos/", "aclImdb/test/neg/", "aclImdb/test/pos/"]),
            Files =
            [
                new("train", "train*.csv", ReviewSentimentCsvReader.Read),
                new("test", "test*.csv", ReviewSentimentCsvReader.Read),
                new("train", "train", AclImdbFolderReader.Read),
                new("test", "test", AclImdbFolderReader.Read),
                new("train", "aclImdb/train", AclImdbFolderReader.Read),
                new("test", "aclImdb/test", AclImdbFolderReader.Read),
            ],
        },
        new()
        {
            Name = "emotion",
            Description = "tweets of six emotions, lower case, no punctuation",
            Format = "text;label lines",
            ComesFrom = "CARER, Saravia et al. 2018; Kaggle \"Emotions dataset for NLP\"",
            Licence = "none stated; for educational and research use",
            Task = TaskKind.Classification,
            Labels = LabelSet.Emotion,
            DefaultSplit = "test",
            Files =
            [
                new("train", "train.txt", EmotionTextReader.Read),
                new("dev", "val.txt", EmotionTextReader.Read),
                new("test", "test.txt", EmotionTextReader.Read),
            ],
        },
        new()
        {
            Name = "tweet-sentiment",
            Description = "tweets: negative, neutral, positive; --text-column selected_text for the words that carry it",
            Format = "Kaggle tweet CSV",
            ComesFrom = "Kaggle \"Tweet Sentiment Extraction\" (2020)",
            Licence = "CC BY 4.0",
            Task = TaskKind.Classification,
            Labels = LabelSet.TweetSentiment,
            DefaultSplit = "test",
            Files = [new("train", "train.csv", TweetsCsvReader.Read), new("test", "test.csv", TweetsCsvReader.Read)],
        },
        new()
        {
            Name = "gsm8k",
            Description = "grade-school mathematics in words, with worked solutions",
            Format = "JSON lines, answers ending in #### N",
            ComesFrom = "Cobbe et al. 2021, github.com/openai/grade-school-math",
            Licence = "MIT",
            Task = TaskKind.Generation,
            DefaultSplit = "test",
            Files = [new("train", "train*.jsonl", Gsm8kReader.Read), new("test", "test.jsonl", Gsm8kReader.Read)],
        },
        new()
        {
            Name = "blimp",
            Description = "minimal pairs of English grammar; a split is a paradigm, without one all files are read",
            Format = "BLiMP JSON lines, a file a paradigm",
            ComesFrom = "Warstadt et al. 2020, github.com/alexwarstadt/blimp",
            Licence = "CC BY 4.0",
            Task = TaskKind.MinimalPairs,
            DefaultSplit = "all",
            Files = [new("all", "*.jsonl", NotExamples)],
        },
    ];

    private static CatalogueEntry Bundled(string name, string description, string format, TaskKind task, string defaultSplit) => new()
    {
        Name = name,
        Description = description,
        Format = format,
        ComesFrom = WrittenHere,
        Licence = "MIT",
        Task = task,
        DefaultSplit = defaultSplit,
        IsBundled = true,
    };

    private static CatalogueEntry Questions(string name, string description) =>
        Bundled(name, description, "question and answer JSON lines", TaskKind.Generation, "test") with
        {
            Files = [new("test", $"{name}.jsonl", QuestionAnswerReader.Read)],
        };

    private static Dataset NotExamples(string path, ReadOptions options) =>
        throw new InputException($"{options.Name} holds minimal pairs, not examples; score it with --task minimal-pairs");
}
