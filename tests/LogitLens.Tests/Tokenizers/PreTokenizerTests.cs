using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class PreTokenizerTests
{
    private static readonly Regex s_gpt2Pattern = new(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+");

    [Theory]
    [InlineData("", "")]
    [InlineData("Hello world", "Hello| world")]
    [InlineData("it's we'll I'd've", "it|'s| we|'ll| I|'d|'ve")]
    [InlineData("IT'S 'tis", "IT|'|S| '|tis")]
    [InlineData("a 's", "a| '|s")]
    [InlineData("don't!'", "don|'t|!'")]
    [InlineData("abc123 456", "abc|123| 456")]
    [InlineData("a   b", "a|  | b")]
    [InlineData("a  \n b", "a|  \n| b")]
    [InlineData("a\n\nb", "a|\n|\n|b")]
    [InlineData("a \n", "a| \n")]
    [InlineData("a\t b", "a|\t| b")]
    [InlineData("a\tb", "a|\t|b")]
    [InlineData("a\u00a0b", "a|\u00a0|b")]
    [InlineData("( x )", "(| x| )")]
    [InlineData("½ Ⅷ ٣", "½| Ⅷ| ٣")]
    [InlineData("e\u0301a", "e|\u0301|a")]
    public void Cuts_as_GPT2_does(string text, string pieces)
    {
        Assert.Equal(pieces, string.Join('|', Cut(text)));
    }

    [Fact]
    public void Letters_and_numbers_beyond_U_FFFF_are_letters_and_numbers()
    {
        Assert.Equal(["a𝒜b", "𝟘1", "😀", " 😀😀", "𠀀"], Cut("a𝒜b𝟘1😀 😀😀𠀀"));
    }

    [Fact]
    public void U_0085_is_a_space_and_U_FEFF_and_U_001C_are_not()
    {
        Assert.Equal(["a", "  ", "\u0085", "b"], Cut("a  \u0085b"));
        Assert.Equal(["a", " ", " \ufeff", "b", " \u001c"], Cut("a  \ufeffb \u001c"));
    }

    [Fact]
    public void A_lone_surrogate_is_cut_as_U_FFFD()
    {
        Assert.Equal(["a", " \ud800", "b", "\udc00", "1"], Cut("a \ud800b\udc001"));
    }

    [Fact]
    public void Agrees_with_the_regular_expression_below_U_10000()
    {
        Prop.ForAll(TextGenerator.BelowAstral, text => Cut(text).SequenceEqual(s_gpt2Pattern.Matches(text).Select(match => match.Value)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Pieces_put_together_are_the_text()
    {
        Prop.ForAll(TextGenerator.Any, text => string.Concat(Cut(text)) == text).QuickCheckThrowOnFailure();
    }

    private static List<string> Cut(string text)
    {
        List<string> pieces = [];
        for (int start = 0; start < text.Length;)
        {
            int length = PreTokenizer.FirstPiece(text.AsSpan(start));
            pieces.Add(text.Substring(start, length));
            start += length;
        }

        return pieces;
    }
}
