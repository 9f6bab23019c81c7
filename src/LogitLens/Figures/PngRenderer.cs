using System.Xml;

namespace LogitLens.Figures;

/// <summary>Turns SVG files into PNG files by librsvg's <c>rsvg-convert</c>, where that is installed.</summary>
public static class PngRenderer
{
    // Cairo's surfaces end at 32,767 pixels; less is kinder to viewers.
    private const double LargestSide = 16_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Renders a figure; false where that cannot be done here.</summary>
    /// <param name="svgPath">The figure, as written by <see cref="SvgDocument.Save"/>.</param>
    /// <param name="pngPath">Where the image goes; it appears whole or not at all.</param>
    /// <param name="reason">Why not, in one line; null where the image was written.</param>
    /// <param name="scale">Pixels per user unit; less is taken for figures that would pass 16,000 pixels in height or width.</param>
    /// <param name="program">The program's name or path.</param>
    public static bool TryRender(string svgPath, string pngPath, out string? reason, double scale = 2, string program = "rsvg-convert")
    {
        string partial = pngPath + AtomicFile.Unfinished;
        try
        {
            string zoom = Math.Min(scale, LargestSide / LongestSide(svgPath)).ToString("0.###", CultureInfo.InvariantCulture);
            reason = ProgramRun.Of(program, s_patience, "--zoom", zoom, "--format", "png", "--output", partial, svgPath) switch
            {
                null => $"{program} is not installed (Debian: apt install librsvg2-bin)",
                { ExitCode: null } => $"{program} took longer than {s_patience.TotalSeconds:0} s",
                { ExitCode: 0 } => null,
                { } failed => $"{program} failed with exit code {failed.ExitCode}: {failed.Error.ReplaceLineEndings(" ")}",
            };
            if (reason is null)
            {
                File.Move(partial, pngPath, overwrite: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or XmlException or FormatException)
        {
            reason = error.Message.ReplaceLineEndings(" ");
        }

        if (reason is not null)
        {
            RemoveQuietly(partial);
        }

        return reason is null;
    }

    private static double LongestSide(string svgPath)
    {
        using XmlReader reader = XmlReader.Create(svgPath);
        reader.MoveToContent();
        return Math.Max(Side("width"), Side("height"));

        double Side(string name) => double.Parse(reader.GetAttribute(name) ?? "1", CultureInfo.InvariantCulture);
    }

    private static void RemoveQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The reason already says what went wrong.
        }
    }
}
