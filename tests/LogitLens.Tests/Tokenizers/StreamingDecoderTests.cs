using FsCheck;
using FsCheck.Fluent;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class StreamingDecoderTests
{
    [Fact]
    public void A_character_comes_out_once_its_last_byte_is_there()
    {
        var decoder = new StreamingDecoder(TokenizerFixtures.Gpt2);

        Assert.Equal("a", decoder.Push(64));
        Assert.Equal("", decoder.Push(47249)); // the first three bytes of 😍
        Assert.Equal("😍", decoder.Push(235));
        Assert.Equal("", decoder.Finish());
    }

    [Fact]
    public void A_stream_that_stops_inside_a_character_ends_with_U_FFFD_and_the_next_begins_afresh()
    {
        var decoder = new StreamingDecoder(TokenizerFixtures.Gpt2);

        Assert.Equal("", decoder.Push(47249));
        Assert.Equal("\ufffd", decoder.Finish());
        Assert.Equal("a", decoder.Push(64));
    }

    [Fact]
    public void Pushes_of_a_text_are_whole_characters_and_add_up_to_it()
    {
        Prop.ForAll(TextGenerator.Any, text =>
        {
            List<string> pushed = PushAll(TokenizerFixtures.Small.Encode(text));
            return string.Concat(pushed) == text && pushed.All(IsWholeCharacters);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Pushes_of_any_tokens_add_up_to_what_decoding_gives()
    {
        Gen<int[]> ids = Gen.Choose(0, TokenizerFixtures.Small.VocabularySize - 1).ArrayOf();
        Prop.ForAll(ids.ToArbitrary(), tokens =>
        {
            List<string> pushed = PushAll(tokens);
            return string.Concat(pushed) == TokenizerFixtures.Small.Decode(tokens) && pushed.All(IsWholeCharacters);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static List<string> PushAll(int[] ids)
    {
        var decoder = new StreamingDecoder(TokenizerFixtures.Small);
        return [.. ids.Select(decoder.Push), decoder.Finish()];
    }

    private static bool IsWholeCharacters(string text)
    {
        // A lone surrogate would be replaced on the way through UTF-8.
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) == text;
    }
}
