using TinyModel.Corpus;
using TinyModel.Corpus.Sentences;

namespace TinyModel.Tests.Corpus.Sentences;

public sealed class AgreementWriterTests
{
    private static readonly HashSet<string> s_pluralSubjects = [.. TextStyle.Words(
        "boys girls men women children teachers doctors farmers friends brothers authors actors neighbours dogs cats horses")];

    private static readonly HashSet<string> s_singularVerbs = [.. TextStyle.Words(
        "walks smiles sleeps sings waits runs laughs works plays is was has knows likes")];

    [Theory]
    [InlineData(nameof(AgreementPattern.Simple))]
    [InlineData(nameof(AgreementPattern.PrepositionalPhrase))]
    [InlineData(nameof(AgreementPattern.RelativeClause))]
    public void The_verb_agrees_with_the_first_noun_and_the_other_form_does_not(string pattern)
    {
        Assert.All(Written(Enum.Parse<AgreementPattern>(pattern)), sentence =>
        {
            bool plural = s_pluralSubjects.Contains(TextStyle.Words(sentence.Prefix)[1]);
            Assert.Equal(!plural, s_singularVerbs.Contains(sentence.Verb));
            Assert.Equal(plural, s_singularVerbs.Contains(sentence.WrongVerb));
        });
    }

    [Fact]
    public void Good_and_bad_differ_in_the_verb_alone()
    {
        Assert.All(Written(AgreementPattern.RelativeClause), sentence =>
        {
            IEnumerable<(string First, string Second)> differing = TextStyle.Words(sentence.Good).Zip(TextStyle.Words(sentence.Bad)).Where(pair =>
                pair.First != pair.Second);
            Assert.Single(differing);
        });
    }

    [Fact]
    public void Subjects_are_plural_half_of_the_time()
    {
        int plural = Written(AgreementPattern.Simple).Count(s => s_pluralSubjects.Contains(TextStyle.Words(s.Prefix)[1]));

        Assert.InRange(plural, 160, 240);
    }

    private static List<AgreementSentence> Written(AgreementPattern pattern)
    {
        AgreementWriter writer = new(new SeededRandom(1, "test"));
        return [.. Enumerable.Range(0, 400).Select(_ => writer.Next(pattern))];
    }
}
