using TinyModel.Corpus.Lexicons;

namespace TinyModel.Tests.Corpus;

public sealed class LexiconTests
{
    [Fact]
    public void No_word_praises_and_blames()
    {
        Assert.Empty(All(PolarWords.Positive).Intersect(All(PolarWords.Negative)));
    }

    [Fact]
    public void There_are_a_few_hundred_words_of_each_polarity()
    {
        Assert.InRange(All(PolarWords.Positive).Distinct().Count(), 250, 600);
        Assert.InRange(All(PolarWords.Negative).Distinct().Count(), 250, 600);
    }

    [Fact]
    public void No_table_has_a_word_twice()
    {
        IReadOnlyList<string>[] tables =
        [
            .. Tables(PolarWords.Positive),
            .. Tables(PolarWords.Negative),
            .. EmotionWords.All.SelectMany(e => new[] { e.Feelings, e.Causes }),
            .. ReviewDomain.All.SelectMany(d => new[] { d.Things, d.Parts, d.Stuff, d.Makers, d.Made, d.Asides }),
        ];

        Assert.All(tables, table => Assert.Empty(table.CountBy(w => w).Where(c => c.Value > 1).Select(c => c.Key)));
    }

    [Fact]
    public void No_feeling_belongs_to_two_emotions()
    {
        Assert.Empty(EmotionWords.All.SelectMany(e => e.Feelings).CountBy(f => f).Where(c => c.Value > 1).Select(c => c.Key));
    }

    [Fact]
    public void Names_are_women_or_men()
    {
        Assert.Empty(People.Women.Intersect(People.Men));
        Assert.Equal("She", People.Pronoun("Mary"));
        Assert.Equal("He", People.Pronoun("Tom"));
    }

    private static IReadOnlyList<string>[] Tables(PolarWords words) =>
        [words.Adjectives, words.Adverbs, words.Nouns, words.Feels, words.Does, words.Extremes];

    private static IEnumerable<string> All(PolarWords words) => Tables(words).SelectMany(t => t);
}
