using LogitLens.Experiments.Probes;
using Spectre.Console;

namespace LogitLens.Cli;

/// <summary>A text on a terminal, a line a probe, each token on the colour of its reading: orange for the class, blue against it.</summary>
internal static class ReadingStrip
{
    private static readonly (double Red, double Green, double Blue) s_for = (217, 95, 2), s_against = (31, 100, 180), s_neither = (245, 245, 245);

    /// <summary>Writes the strip; false where the output is no terminal, or one without colours.</summary>
    public static bool TryWrite(ProbeReading reading, string model, TextWriter output)
    {
        if (!ReferenceEquals(output, System.Console.Out) || System.Console.IsOutputRedirected)
        {
            return false;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (console.Profile.Capabilities.ColorSystem == ColorSystem.NoColors)
        {
            return false;
        }

        Write(reading, model, console);
        return true;
    }

    /// <summary>Writes the strip to a console.</summary>
    public static void Write(ProbeReading reading, string model, IAnsiConsole console)
    {
        console.WriteLine($"{model}: where probes read '{reading.Class}' (orange) or another class (blue), after each token");
        for (int site = 0; site < reading.Sites.Count; site++)
        {
            Paragraph line = new();
            line.Append($"{reading.Sites[site]}\n", new Style(decoration: Decoration.Bold));
            for (int place = 0; place < reading.Tokens.Count; place++)
            {
                Color background = ColourOf(reading.Margins[site][place]);
                bool dark = (0.299 * background.R) + (0.587 * background.G) + (0.114 * background.B) < 140;
                line.Append(Visible(reading.Tokens[place]), new Style(dark ? Color.White : Color.Black, background));
            }

            console.Write(line);
            console.WriteLine();
        }
    }

    /// <summary>White where nothing speaks for the class or against it.</summary>
    internal static Color ColourOf(double margin)
    {
        (double red, double green, double blue) = margin >= 0 ? s_for : s_against;
        double share = Math.Min(1, Math.Abs(margin));
        byte Mix(double end, double neither) => (byte)Math.Round(neither + ((end - neither) * share));
        return new Color(Mix(red, s_neither.Red), Mix(green, s_neither.Green), Mix(blue, s_neither.Blue));
    }

    private static string Visible(string token) => token.ReplaceLineEndings("⏎").Replace('\t', ' ');
}
