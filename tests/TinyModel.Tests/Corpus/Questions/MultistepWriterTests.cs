using System.Data;
using System.Text.RegularExpressions;
using TinyModel.Corpus.Questions;

namespace TinyModel.Tests.Corpus.Questions;

public sealed class MultistepWriterTests
{
    // Each wording as an expression, so that an independent evaluator can check the answer.
    private static readonly (string Pattern, string Expression)[] s_wordings =
    [
        (@"^What is (.+)\?$", "$1"),
        (@"^Start with (\d+)\. Add (\d+)\. Take away (\d+)\. What is left\?$", "$1+$2-$3"),
        (@"^Start with (\d+)\. Add (\d+)\. Then double it\. What do you get\?$", "($1+$2)*2"),
        (@"^Double (\d+) and add (\d+)\. What do you get\?$", "2*$1+$2"),
        (@"^Add (\d+) and (\d+), then add (\d+)\. What do you get\?$", "$1+$2+$3"),
    ];

    [Fact]
    public void Answers_are_right_and_never_negative()
    {
        MultistepWriter writer = new(new SeededRandom(1, "test"));
        using DataTable evaluator = new();

        Assert.All(Enumerable.Range(0, 500).Select(_ => writer.Next()), question =>
        {
            (string pattern, string expression) = s_wordings.First(w => Regex.IsMatch(question.Text, w.Pattern));
            int expected = Convert.ToInt32(evaluator.Compute(Regex.Replace(question.Text, pattern, expression), null), CultureInfo.InvariantCulture);
            Assert.True(expected >= 0, question.Text);
            Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), question.Answer);
        });
    }
}
