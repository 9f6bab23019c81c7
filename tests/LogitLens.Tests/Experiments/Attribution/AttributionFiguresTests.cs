using LogitLens.Experiments.Attribution;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.Attribution;

public sealed class AttributionFiguresTests
{
    [Fact]
    public void The_figure_leaves_out_the_words_that_the_table_has_last()
    {
        // None is surely other than zero, and size decides.
        AttributionResult result = Result(Enumerable.Range(1, 21).Select(size => Word(" joy", $"word{size}", size, -30, 50)));

        string figure = Words(result).Single().Svg.ToXml();

        Assert.Contains("word21 (n = 5)", figure, StringComparison.Ordinal);
        Assert.DoesNotContain("word1 (n = 5)", figure, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_other_scripts_have_a_figure_each() => Assert.Equal(
        ["words-leave-one-out---", "words-leave-one-out----2", "words-leave-one-out-joy"],
        Words(Result([Word(" \u6b63\u9762", "a", 1, 0, 2), Word(" \u8d1f\u9762", "b", 1, 0, 2), Word(" joy", "c", 1, 0, 2)])).Select(figure => figure.Name));

    [Fact]
    public void A_label_has_one_number_in_all_methods_figures_and_no_two_labels_one_name()
    {
        WordEffect[] words = [.. ((string[])[" A!", " A?", " a-", " a--2"]).Select(label => Word(label, "word", 1, 0, 2))];
        WordEffect[] others = [.. words.Reverse().SkipLast(1).Select(word => word with { Method = AttributionMethod.GradientXInput })];
        AttributionResult result = Result([.. words, .. others]) with { Methods = [AttributionMethod.LeaveOneOut, AttributionMethod.GradientXInput] };

        Assert.Equal(
            [
                "words-leave-one-out-a-", "words-leave-one-out-a--2", "words-leave-one-out-a--3", "words-leave-one-out-a--2-2",
                "words-gradient-x-input-a--2-2", "words-gradient-x-input-a--3", "words-gradient-x-input-a--2",
            ],
            Words(result).Select(figure => figure.Name));
    }

    [Theory]
    [InlineData(AttributionMethod.LeaveOneOut, "What each token adds", "Words that speak for and against 'joy'")]
    [InlineData(AttributionMethod.GradientNorm, "How much each token matters", "Words that matter, for or against, 'joy'")]
    public void Numbers_without_a_sign_speak_neither_for_nor_against(AttributionMethod method, string tokens, string words) => Assert.Equal(
        [$"{tokens}, by {AttributionTables.Name(method)}", $"{words}, by {AttributionTables.Name(method)}"],
        AttributionFigures.Of(Result([Word(" joy", "glad", 1, 0, 2) with { Method = method }]) with { Methods = [method] }, "tiny")
            .Select(figure => figure.Svg.Title));

    private static IEnumerable<DrawnFigure> Words(AttributionResult result) =>
        AttributionFigures.Of(result, "tiny").Where(figure => figure.Name.StartsWith("words", StringComparison.Ordinal));

    private static AttributionResult Result(IEnumerable<WordEffect> words) =>
        new() { Target = "score", Score = new Estimate(1, null, 3), Methods = [AttributionMethod.LeaveOneOut], Words = [.. words] };

    private static WordEffect Word(string label, string word, double value, double low, double high) =>
        new(AttributionMethod.LeaveOneOut, label, word, new Estimate(value, new Interval(low, high, 0.95), 5), 0.5, 0.5);
}
