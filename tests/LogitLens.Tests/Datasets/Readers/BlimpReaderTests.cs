using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class BlimpReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pair_needs_only_its_sentences_and_takes_the_files_name_for_its_paradigm()
    {
        MinimalPair pair = Assert.Single(Read("{\"sentence_good\": \"He runs.\", \"sentence_bad\": \"He run.\"}").Pairs);

        Assert.Equal(("agreement:1", "He runs.", "He run.", "agreement"), (pair.Id, pair.Good, pair.Bad, pair.Paradigm));
        Assert.Null(pair.OnePrefix);
        Assert.Null(pair.Phenomenon);
    }

    [Fact]
    public void The_one_prefix_words_are_taken_where_all_three_are_there()
    {
        MinimalPair pair = Assert.Single(Read(
            "{\"sentence_good\": \"He runs.\", \"sentence_bad\": \"He run.\", \"UID\": \"verbs\", \"linguistics_term\": \"agreement\", "
            + "\"one_prefix_prefix\": \"He\", \"one_prefix_word_good\": \"runs\", \"one_prefix_word_bad\": \"run\"}").Pairs);

        Assert.Equal(new CompetingWords("He", "runs", "run"), pair.OnePrefix);
        Assert.Equal(("verbs:1", "agreement"), (pair.Id, pair.Phenomenon));
    }

    [Theory]
    [InlineData("{\"sentence_good\": \"He runs.\"}", "column 'sentence_bad': no such field; the fields are sentence_good")]
    [InlineData(
        "{\"sentence_good\": \"a\", \"sentence_bad\": \"a\"}",
        "column 'sentence_bad': the same as sentence_good, so there is nothing to tell apart")]
    public void A_bad_pair_is_placed_and_explained(string line, string message)
    {
        Assert.EndsWith("agreement.jsonl, row 1 (line 1), " + message, Assert.Throws<InputException>(() => Read(line)).Message);
    }

    private MinimalPairSet Read(string content)
    {
        string path = _folder.Write("agreement.jsonl", content);
        return BlimpReader.Read([path], ReadOptions.ForFile(path));
    }
}
