using System.Text.RegularExpressions;
using TinyModel.Corpus.Questions;

namespace TinyModel.Tests.Corpus.Questions;

public sealed partial class ArithmeticWriterTests
{
    [Fact]
    public void Answers_are_right_and_never_negative()
    {
        ArithmeticWriter writer = new(new SeededRandom(1, "test"));

        Assert.All(Enumerable.Range(0, 2000).Select(_ => writer.Next()), AssertRight);
    }

    [Theory]
    [InlineData('+')]
    [InlineData('-')]
    [InlineData('*')]
    public void The_operation_asked_for_is_the_one_in_the_question(char operation)
    {
        ArithmeticWriter writer = new(new SeededRandom(2, "test"));

        Assert.All(Enumerable.Range(0, 100).Select(_ => writer.Next(operation, 99)), q =>
        {
            Assert.Contains($" {operation} ", q.Text);
            AssertRight(q);
        });
    }

    [Fact]
    public void An_unknown_operation_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ArithmeticWriter(new SeededRandom(1, "test")).Next('/', 20));
    }

    private static void AssertRight(Question question)
    {
        Match parts = Form().Match(question.Text);
        int a = int.Parse(parts.Groups[1].Value, CultureInfo.InvariantCulture);
        int b = int.Parse(parts.Groups[3].Value, CultureInfo.InvariantCulture);
        int expected = parts.Groups[2].Value switch
        {
            "+" => a + b,
            "-" => a - b,
            _ => a * b,
        };
        Assert.True(parts.Success, question.Text);
        Assert.True(expected >= 0, question.Text);
        Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), question.Answer);
    }

    [GeneratedRegex(@"^What is (\d+) ([-+*]) (\d+)\?$")]
    private static partial Regex Form();
}
