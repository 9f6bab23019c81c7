using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Drawing;

public sealed class TextMeasureTests
{
    private static readonly TextStyle s_ten = TextStyle.Label with { Size = 10 };

    [Fact]
    public void Ascii_is_as_wide_as_in_DejaVu_Sans() => Assert.Equal(7.52 + 2.78, TextMeasure.Width("Hi", s_ten), 9);

    [Fact]
    public void A_wide_character_takes_twice_a_digit() => Assert.True(TextMeasure.Width("日", s_ten) >= 2 * TextMeasure.Width("0", s_ten));

    [Fact]
    public void Combining_marks_take_no_room() => Assert.Equal(TextMeasure.Width("e", s_ten), TextMeasure.Width("e\u0301\u0302", s_ten));

    [Theory]
    [MemberData(nameof(Awkward))]
    public void Clipped_text_fits_and_ends_in_an_ellipsis_if_anything_was_cut(string text)
    {
        string clipped = TextMeasure.Clip(text, s_ten, 60);

        Assert.True(TextMeasure.Width(clipped, s_ten) <= 60);
        Assert.True(clipped == text || clipped.EndsWith('…'));
    }

    [Fact]
    public void Clipping_does_not_split_a_character() =>
        Assert.Equal("👩‍👩‍👧‍👦…", TextMeasure.Clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", s_ten, TextMeasure.Width("👩‍👩‍👧‍👦…", s_ten) + 1));

    [Fact]
    public void Wrapped_lines_fit_and_hold_every_word_while_there_are_lines()
    {
        IReadOnlyList<string> lines = TextMeasure.Wrap("one two three four five six", s_ten, 60, maxLines: 9);

        Assert.All(lines, line => Assert.True(TextMeasure.Width(line, s_ten) <= 60));
        Assert.Equal("one two three four five six", string.Join(' ', lines));
    }

    [Fact]
    public void The_last_line_is_clipped()
    {
        IReadOnlyList<string> lines = TextMeasure.Wrap(AwkwardText.Long, s_ten, 80, maxLines: 2);

        Assert.Equal(2, lines.Count);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
    }

    public static TheoryData<string> Awkward() => [.. AwkwardText.All];
}
