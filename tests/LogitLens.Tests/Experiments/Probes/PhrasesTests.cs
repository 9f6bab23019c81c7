using LogitLens.Experiments.Probes;

namespace LogitLens.Tests.Experiments.Probes;

public sealed class PhrasesTests
{
    [Fact]
    public void A_phrase_belongs_to_the_sentence_that_it_is_cut_from()
    {
        string[] texts = ["A moving tale of love and loss", "moving tale", "tale of love and", "love and loss", "a dull film about nothing", "dull film"];

        Assert.Equal([[], [0], [0], [0], [], [4]], new Phrases(texts).Wholes.Select(own => own.ToArray()));
    }

    [Fact]
    public void What_many_sentences_have_by_chance_belongs_to_none_but_a_long_phrase_to_all_of_them()
    {
        string[] texts = ["it is one of the best films here", "she is one of the best writers", "is one", "is one of the best"];

        Assert.Equal([[], [], [], [0, 1]], new Phrases(texts).Wholes.Select(own => own.ToArray()));
    }

    [Theory]
    [InlineData("good", "a good film")]
    [InlineData("oving tale", "a moving tale")]
    [InlineData("a good film", "a good film")]
    [InlineData("good a film", "a good film")]
    public void A_single_word_a_piece_of_one_the_text_itself_and_other_orders_are_no_phrases(string text, string whole) =>
        Assert.All(new Phrases([text, whole]).Wholes, Assert.Empty);

    [Fact]
    public void Words_are_parted_by_line_ends_and_tabs_too()
    {
        string[] texts = ["A moving\ttale\r\nof love", "moving  tale", "tale of\nlove"];

        Assert.Equal([[], [0], [0]], new Phrases(texts).Wholes.Select(own => own.ToArray()));
    }

    [Fact]
    public void A_text_touches_others_where_one_is_a_phrase_of_the_other_whatever_texts_are_the_same_or_stand_between()
    {
        SeededRandom random = new(5);
        string[] texts =
            [.. Enumerable.Range(0, 200).Select(_ => string.Join(' ', Enumerable.Range(0, 1 + random.Next(12)).Select(_ => "ab"[random.Next(2)])))];
        const int Count = 150;

        bool[] touching = new Phrases(texts).Touching(Count);

        for (int text = 0; text < Count; text++)
        {
            string[] related =
                [.. texts.Skip(Count).Where(other => other.Length != texts[text].Length && (Has(other, texts[text]) || Has(texts[text], other)))];
            Assert.True(touching[text] || related.All(other => Math.Min(Words(other), Words(texts[text])) < Phrases.LongPhrase), texts[text]);
            Assert.False(touching[text] && related.Length == 0, texts[text]);
        }

        Assert.Contains(true, touching);
        Assert.Contains(false, touching);

        static bool Has(string whole, string part) => $" {whole} ".Contains($" {part} ", StringComparison.Ordinal);
        static int Words(string text) => text.Split(' ').Length;
    }

    [Fact]
    public void Each_phrase_of_a_corpus_is_in_its_wholes_and_no_whole_is_in_another()
    {
        SeededRandom random = new(3);
        string[] texts =
            [.. Enumerable.Range(0, 200).Select(_ => string.Join(' ', Enumerable.Range(0, 1 + random.Next(9)).Select(_ => "abc"[random.Next(3)])))];

        IReadOnlyList<int>[] wholes = new Phrases(texts).Wholes;

        for (int text = 0; text < texts.Length; text++)
        {
            Assert.All(wholes[text], whole => Assert.Contains($" {texts[text]} ", $" {texts[whole]} ", StringComparison.Ordinal));
            Assert.All(wholes[text], whole => Assert.Empty(wholes[whole]));
        }
    }
}
