using System.Text.RegularExpressions;
using TinyModel.Corpus.Questions;

namespace TinyModel.Tests.Corpus.Questions;

public sealed partial class SumWriterTests
{
    private static readonly Question[] s_questions = [.. Written()];

    [Fact]
    public void Answers_are_the_sums_of_the_two_numbers_in_the_question()
    {
        Assert.All(s_questions, question =>
        {
            int[] numbers = [.. Numbers().Matches(question.Text).Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture))];
            Assert.Equal(2, numbers.Length);
            Assert.All(numbers, number => Assert.InRange(number, 0, SumWriter.Largest));
            Assert.Equal(numbers.Sum().ToString(CultureInfo.InvariantCulture), question.Answer);
        });
    }

    [Fact]
    public void Three_answers_in_four_are_up_to_20()
    {
        int small = s_questions.Count(question => int.Parse(question.Answer, CultureInfo.InvariantCulture) <= SumWriter.Largest);

        Assert.InRange(small / (double)s_questions.Length, 0.72, 0.80);
    }

    [Fact]
    public void There_are_ten_wordings() => Assert.Equal(10, s_questions.Select(question => Numbers().Replace(question.Text, "n")).Distinct().Count());

    private static IEnumerable<Question> Written()
    {
        SumWriter writer = new(new SeededRandom(1, "test"));
        return Enumerable.Range(0, 3000).Select(_ => writer.Next());
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
