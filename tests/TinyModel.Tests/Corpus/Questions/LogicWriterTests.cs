using System.Text.RegularExpressions;
using TinyModel.Corpus.Questions;

namespace TinyModel.Tests.Corpus.Questions;

public sealed partial class LogicWriterTests
{
    [Theory]
    [InlineData(true, "yes")]
    [InlineData(false, "no")]
    public void The_answer_follows_from_the_premises(bool yes, string answer)
    {
        LogicWriter writer = new(new SeededRandom(1, "test"));

        Assert.All(Enumerable.Range(0, 300).Select(_ => writer.Next(yes)), question =>
        {
            Assert.Equal(answer, question.Answer);
            Assert.Equal(yes, Holds(question.Text));
        });
    }

    [Fact]
    public void Yes_and_no_are_equally_often_right()
    {
        LogicWriter writer = new(new SeededRandom(2, "test"));

        Assert.InRange(Enumerable.Range(0, 2000).Count(_ => writer.Next().Answer == "yes"), 900, 1100);
    }

    // Forward and backward chaining over the premises; null (which equals neither answer) where they settle nothing.
    private static bool? Holds(string text)
    {
        string[] sentences = text.Replace("?", ".").Split(". ", StringSplitOptions.TrimEntries);
        List<(bool All, string From, string To)> rules = [];
        HashSet<string> holds = [];
        HashSet<string> fails = [];
        string asked = "";
        foreach (string sentence in sentences.Select(s => s.TrimEnd('.')))
        {
            if (Rule().Match(sentence) is { Success: true } rule)
            {
                rules.Add((rule.Groups[1].Value == "All", rule.Groups[2].Value, rule.Groups[3].Value.TrimEnd('s')));
            }
            else if (Ask().Match(sentence) is { Success: true } ask)
            {
                asked = ask.Groups[1].Value;
            }
            else if (Fact().Match(sentence) is { Success: true } fact)
            {
                (fact.Groups[1].Success ? fails : holds).Add(fact.Groups[2].Value);
            }
        }

        for (int i = 0; i < rules.Count; i++)
        {
            foreach ((bool all, string from, string to) in rules)
            {
                if (holds.Contains(from))
                {
                    (all ? holds : fails).Add(to);
                }

                if (all && fails.Contains(to))
                {
                    fails.Add(from);
                }
            }
        }

        return holds.Contains(asked) ? true : fails.Contains(asked) ? false : null;
    }

    [GeneratedRegex(@"^(All|No) (\w+)s are (\w+)$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^Is \w+ (?:an? )?(\w+)$")]
    private static partial Regex Ask();

    [GeneratedRegex(@"^\w+ is (not )?an? (\w+)$")]
    private static partial Regex Fact();
}
