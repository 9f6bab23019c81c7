using LogitLens.Experiments.Attribution;

namespace LogitLens.Tests.Experiments.Attribution;

public sealed class TextWordsTests
{
    [Fact]
    public void A_words_tokens_are_joined_and_punctuation_is_no_word()
    {
        (string Word, int[] Places)[] words =
        [
            .. TextWords.Of(["A", " half", "-", "baked", " pl", "ot", ",", " I", " don", "'t", " know", "!"]).Select(each =>
                (each.Word, each.Places.ToArray())),
        ];
        Assert.Equal(["a", "half-baked", "plot", "i", "don't", "know"], words.Select(each => each.Word));
        Assert.Equal([4, 5], words[2].Places);
        Assert.Equal([8, 9], words[4].Places);
    }

    [Fact]
    public void A_text_without_words_has_none() => Assert.Empty(TextWords.Of([" ", "...", "\n"]));
}
