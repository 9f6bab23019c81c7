using FsCheck;
using FsCheck.Fluent;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class EncodedTextTests
{
    [Fact]
    public void Each_token_of_plain_text_covers_its_own_characters()
    {
        EncodedText encoded = TokenizerFixtures.Gpt2.EncodeWithRanges("Text: it isn't bad.\nSentiment:");

        Assert.Equal(
            ["Text", ":", " it", " isn", "'t", " bad", ".", "\n", "Sent", "iment", ":"],
            encoded.Ranges.Select(range => range.Of(encoded.Text)));
        Assert.Equal(TokenizerFixtures.Gpt2.Encode(encoded.Text), encoded.Ids);
    }

    [Fact]
    public void Tokens_that_share_a_character_cover_it_whole()
    {
        EncodedText encoded = TokenizerFixtures.Gpt2.EncodeWithRanges("a😍b"); // a, then four bytes in two or more tokens, then b

        Assert.Equal(new TextRange(0, 1), encoded.Ranges[0]);
        Assert.All(encoded.Ranges[1..^1], range => Assert.Equal(new TextRange(1, 3), range));
        Assert.Equal(new TextRange(3, 4), encoded.Ranges[^1]);
        Assert.True(encoded.Ids.Length > 3);
    }

    [Fact]
    public void Each_range_is_the_characters_whose_bytes_the_token_holds()
    {
        Prop.ForAll(TextGenerator.Any, text => Ranges(text).SequenceEqual(RangesByCountingBytes(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Ranges_tile_the_text()
    {
        Prop.ForAll(TextGenerator.Any, text =>
        {
            int end = 0;
            foreach (TextRange range in Ranges(text))
            {
                bool follows = range.Start == end && range.Length > 0;
                bool shares = range.Start < end && end - range.Start <= 2 && range.End >= end;
                if (!follows && !shares)
                {
                    return false;
                }

                end = range.End;
            }

            return end == text.Length;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Lone_surrogates_and_special_tokens_have_ranges_too()
    {
        EncodedText encoded = TokenizerFixtures.Small.EncodeWithRanges("a\ud83d<|endoftext|>b", specialTokens: true);

        Assert.Equal(["a", "\ud83d", "\ud83d", "\ud83d", "<|endoftext|>", "b"], encoded.Ranges.Select(range => range.Of(encoded.Text)));
    }

    [Fact]
    public void The_positions_over_a_span_are_those_that_share_a_character_with_it()
    {
        //                                 0123456789
        EncodedText encoded = new("a bad film", [0, 1, 2], [new(0, 1), new(1, 5), new(5, 10)]);

        Assert.Equal((1, 2), encoded.PositionsOver(new TextRange(2, 5)));
        Assert.Equal((1, 3), encoded.PositionsOver(new TextRange(2, 6)));
        Assert.Equal((0, 3), encoded.PositionsOver(new TextRange(0, 10)));
        Assert.Equal((2, 2), encoded.PositionsOver(new TextRange(5, 5)));
        Assert.Equal((3, 3), encoded.PositionsOver(new TextRange(10, 10)));
    }

    private static TextRange[] Ranges(string text) => TokenizerFixtures.Small.EncodeWithRanges(text).Ranges;

    private static IEnumerable<TextRange> RangesByCountingBytes(string text)
    {
        List<TextRange> characterOfByte = [];
        int start = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            characterOfByte.AddRange(Enumerable.Repeat(new TextRange(start, start + rune.Utf16SequenceLength), rune.Utf8SequenceLength));
            start += rune.Utf16SequenceLength;
        }

        int first = 0;
        foreach (int id in TokenizerFixtures.Small.Encode(text))
        {
            int next = first + TokenizerFixtures.Small.TokenBytes(id).Length;
            yield return new TextRange(characterOfByte[first].Start, characterOfByte[next - 1].End);
            first = next;
        }
    }
}
