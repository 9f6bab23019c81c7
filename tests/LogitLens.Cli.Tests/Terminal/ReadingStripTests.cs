using LogitLens.Experiments.Probes;
using Spectre.Console;

namespace LogitLens.Cli.Tests.Terminal;

public sealed class ReadingStripTests
{
    [Fact]
    public void Tokens_stand_on_the_colour_of_their_reading()
    {
        using StringWriter output = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Out = new AnsiConsoleOutput(output),
        });
        ProbeReading reading = new("positive", [1, 2], ["not", " bad\n"], ["blocks.0.hook_resid_post"], [[-1, 1]], [[0, 1]]);

        ReadingStrip.Write(reading, "tiny", console);

        string text = output.ToString();
        Assert.Contains("48;2;31;100;180mnot", text, StringComparison.Ordinal);
        Assert.Contains("48;2;217;95;2m bad⏎", text, StringComparison.Ordinal);
        Assert.Contains("blocks.0.hook_resid_post", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 245, 245, 245)]
    [InlineData(1, 217, 95, 2)]
    [InlineData(-0.5, 138, 172, 212)]
    public void Colours_are_mixed_with_white(double margin, byte red, byte green, byte blue) =>
        Assert.Equal(new Color(red, green, blue), ReadingStrip.ColourOf(margin));
}
