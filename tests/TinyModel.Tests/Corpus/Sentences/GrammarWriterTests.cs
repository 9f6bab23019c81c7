using TinyModel.Corpus.Sentences;

namespace TinyModel.Tests.Corpus.Sentences;

public sealed class GrammarWriterTests
{
    private readonly GrammarWriter _writer = new(new SeededRandom(1));

    [Fact]
    public void The_subject_has_the_number_that_is_asked_for_and_the_noun_after_it_either()
    {
        int child = _writer.Nouns.ToList().IndexOf("child");
        string[] plural = [.. Enumerable.Range(0, 200).Select(_ => _writer.Beginning(child, isPlural: true))];

        Assert.All(plural, text => Assert.Matches("^The ([a-z]+ )?children( |$)", text));
        Assert.All(plural, text => Assert.DoesNotContain("child ", text, StringComparison.Ordinal));
        int attractors = plural.Count(text => text.Contains(" the ", StringComparison.Ordinal)), ofPlural = plural.Count(text => text.EndsWith('s'));
        Assert.InRange(attractors, 140, 195);
        Assert.InRange(ofPlural, attractors / 3, 2 * attractors / 3);
    }

    [Theory]
    [InlineData(true, "sang a song.")]
    [InlineData(false, "sings a song.")]
    public void The_verb_alone_has_the_tense(bool isPast, string end) =>
        Assert.EndsWith(end, _writer.Sentence(_writer.Verbs.ToList().IndexOf("sings"), isPast), StringComparison.Ordinal);

    [Theory]
    [InlineData(4, 6)]
    [InlineData(9, 11)]
    [InlineData(14, 17)]
    public void A_sentence_has_so_many_words(int fewest, int most) =>
        Assert.All(Enumerable.Range(0, 50).Select(_ => _writer.OfLength(fewest, most)), text =>
        {
            Assert.InRange(text.Split(' ').Length, fewest, most);
            Assert.Matches("^The .*[a-z]\\.$", text);
        });
}
