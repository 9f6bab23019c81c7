using System.Text.RegularExpressions;
using TinyModel.Corpus.Lexicons;
using TinyModel.Corpus.Questions;

namespace TinyModel.Tests.Corpus.Questions;

public sealed partial class WordProblemWriterTests
{
    private static readonly Question[] s_sample = Draw();

    [Fact]
    public void The_answer_is_what_the_wording_asks_of_the_two_numbers()
    {
        Assert.All(s_sample, question =>
        {
            int[] numbers = [.. Number().Matches(question.Text).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))];
            Assert.Equal(2, numbers.Length);
            int expected = question.Text switch
            {
                var t when t.Contains("left") => numbers[0] - numbers[1],
                var t when t.Contains("in each") || t.Contains("every day") => numbers[0] * numbers[1],
                _ => numbers[0] + numbers[1],
            };
            Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), question.Answer);
        });
    }

    [Fact]
    public void Pronouns_fit_the_name()
    {
        Assert.All(s_sample.Where(q => q.Text.Contains(" She ")), q => Assert.Contains(q.Text.Split(' ')[0], People.Women));
        Assert.All(s_sample.Where(q => q.Text.Contains(" He ")), q => Assert.Contains(q.Text.Split(' ')[0], People.Men));
    }

    private static Question[] Draw()
    {
        WordProblemWriter writer = new(new SeededRandom(1, "test"));
        return [.. Enumerable.Range(0, 400).Select(_ => writer.Next())];
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
