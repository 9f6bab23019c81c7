using LogitLens.Experiments.Steering;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Steering.Judges;

public sealed class WordListJudgeTests
{
    private static readonly string[] s_classes = ["negative", "positive"];

    [Theory]
    [InlineData("A good film, and the best of its kind.", 2)]
    [InlineData("GOOD", 1)]
    [InlineData("it is good and bad", 0)]
    [InlineData("a day by the sea", 0)]
    [InlineData("", 0)]
    [InlineData("it is not a good film", -1)]
    [InlineData("it is n't good .", -1)]
    [InlineData("it isn't bad", 1)]
    [InlineData("not the film I had hoped to see: good", 1)]
    [InlineData("goods", 0)]
    [InlineData("well-made", 1)]
    public void Words_are_counted_and_denied_ones_count_for_the_other_side(string text, int score)
    {
        using WordListJudge judge = new("words", new Dictionary<string, int> { ["good"] = 1, ["best"] = 1, ["well-made"] = 1, ["bad"] = -1 });

        Assert.Equal([score], judge.Score([text]));
    }

    [Fact]
    public void The_bundled_list_turns_with_what_is_asked_for()
    {
        using WordListJudge up = WordListJudge.Read(null, s_classes, 1), down = WordListJudge.Read(null, s_classes, 0);

        Assert.Equal([1, -1], up.Score(["a wonderful film", "a dreadful film"]));
        Assert.Equal([-1, 1], down.Score(["a wonderful film", "a dreadful film"]));
    }

    [Theory]
    [InlineData("good\tfine\n", "line 1: class 'fine' is none of negative, positive; write the classes as the data has them")]
    [InlineData("bad\tnegative\ngood positive\n", "line 2: 'good positive' is not a word, a tab and its class")]
    [InlineData("good\tpositive\n", "the list needs words of positive and of another class")]
    public void A_list_that_is_none_is_refused(string content, string message)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("list.tsv", content);

        Assert.Contains(message, Assert.Throws<InputException>(() => WordListJudge.Read(file, s_classes, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bundled_list_is_of_sentiment_alone() => Assert.Contains(
        "the bundled list is of sentiment: leave words out of --judge",
        Assert.Throws<InputException>(() => WordListJudge.Read(null, ["joy", "fear"], 0)).Message, StringComparison.Ordinal);
}
