using LogitLens.Experiments.Attribution;
using LogitLens.Ratings;

namespace LogitLens.Tests.Experiments.Attribution;

public sealed class WordPairsTests
{
    private static readonly (string Word, double Score)[] s_words =
        [("a", 0.1), ("dull", 3), ("and", 0.2), ("long", 2), ("film", 0.3), ("sadly", 1)];

    [Fact]
    public void The_methods_words_stand_beside_as_many_others_in_the_texts_order()
    {
        RatedPair pair = WordPairs.Of("dev:1", " negative", " a dull and long film sadly", "leave-one-out", s_words, new SeededRandom(0, "test"))!;

        Assert.Equal(new RatedText("leave-one-out", "dull, long, sadly"), pair.First);
        Assert.Equal(new RatedText("random", "a, and, film"), pair.Second);
        Assert.Equal(("[negative] a dull and long film sadly", 1), (pair.Context, pair.Expected));
    }

    [Fact]
    public void A_text_of_too_few_words_is_no_choice() =>
        Assert.Null(WordPairs.Of("dev:1", "negative", "a dull film", "leave-one-out", s_words[..5], new SeededRandom(0, "test")));
}
