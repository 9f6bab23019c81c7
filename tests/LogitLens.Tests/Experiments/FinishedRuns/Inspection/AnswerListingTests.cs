using LogitLens.Answers;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;

namespace LogitLens.Tests.Experiments.FinishedRuns.Inspection;

public sealed class AnswerListingTests
{
    // Logits of 0 and ln 3: probabilities of 1/4 and 3/4.
    private static readonly double[] s_scores = [0, Math.Log(3)];

    private static readonly ListedAnswer[] s_answers =
    [
        Labels("0-shot/dev:1", right: 1, s_scores),
        Labels("0-shot/dev:2", right: 0, s_scores),
        Labels("1-shot/dev:1", right: 0, [0, Math.Log(9)]),
        Labels("1-shot/dev:2", right: 1, [Math.Log(3), 0]),
    ];

    [Fact]
    public void The_wrong_ones_are_listed_the_least_probable_right_answer_first()
    {
        AnswerListing listing = List();

        Assert.Equal(["1-shot/dev:1", "0-shot/dev:2", "1-shot/dev:2"], listing.Answers.Select(answer => answer.Id));
        Assert.Equal([("negative as positive", 2), ("correct", 1), ("positive as negative", 1)], listing.Kinds.Select(kind => (kind.Kind, kind.N)));
        ListedAnswer worst = listing.Answers[0];
        Assert.Equal(("negative", "positive", "text of dev:1"), (worst.Right, worst.Given, worst.Text));
        Assert.Equal((0.9, 0.1), (Math.Round(worst.Confidence!.Value, 12), Math.Round(worst.RightProbability, 12)));
    }

    [Fact]
    public void Kinds_a_condition_and_a_number_narrow_the_list()
    {
        Assert.Equal(["0-shot/dev:1"], List("correct").Answers.Select(answer => answer.Id));
        Assert.Equal(["1-shot/dev:1", "0-shot/dev:2"], List("negative as positive").Answers.Select(answer => answer.Id));

        AnswerListing one = AnswerListing.Of(s_answers, "run", [], "1-shot", top: 1);
        Assert.Equal((2, "1-shot/dev:1"), (one.Found, Assert.Single(one.Answers).Id));
        Assert.Equal(2, one.Kinds.Sum(kind => kind.N));
    }

    [Fact]
    public void Unknown_names_are_refused_with_those_there_are()
    {
        Assert.Equal(
            "--kind corect: no example is of that kind (did you mean correct?); there are negative as positive (2), correct (1), positive as negative (1)",
            Assert.Throws<InputException>(() => List("corect")).Message);
        Assert.Equal(
            "--condition 2-shot: run has 0-shot, 1-shot (did you mean 0-shot?)",
            Assert.Throws<InputException>(() => AnswerListing.Of(s_answers, "run", [], "2-shot", 5)).Message);
        Assert.Equal(
            "run: its examples have no answers that are right or wrong",
            Assert.Throws<InputException>(() => AnswerListing.Of([], "run", [], null, 5)).Message);
    }

    [Fact]
    public void A_written_answer_is_of_the_kind_of_its_verdict()
    {
        GivenAnswer answer = GivenAnswer.OfWritten("q", "12", "13", AnswerClass.OffByOne, Math.Log(0.25));

        Assert.Equal(("off-by-one", false, null), (answer.Kind, answer.IsCorrect, answer.Confidence));
        Assert.Equal(0.25, answer.RightProbability, 12);
        Assert.True(GivenAnswer.OfWritten("q", "12", "12", AnswerClass.Correct, 0).IsCorrect);
    }

    private static AnswerListing List(params string[] kinds) => AnswerListing.Of(s_answers, "run", kinds, null, top: 10);

    private static ListedAnswer Labels(string id, int right, double[] scores)
    {
        string[] parts = id.Split('/');
        return new ListedAnswer(
            GivenAnswer.OfLabels(id, ["negative", "positive"], right, scores),
            new UnitPrompt { Id = id, Condition = parts[0], Example = parts[1], Text = $"text of {parts[1]}" });
    }
}
