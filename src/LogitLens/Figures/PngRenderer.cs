using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
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
            reason = Run(program, "--zoom", zoom, "--format", "png", "--output", partial, svgPath);
            if (reason is null)
            {
                File.Move(partial, pngPath, overwrite: true);
            }
        }
        catch (Win32Exception)
        {
            reason = $"{program} is not installed (Debian: apt install librsvg2-bin)";
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

    private static string? Run(string program, params string[] arguments)
    {
        using Process process = new() { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardError = true } };
        process.Start();
        Task<string> complaint = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            return $"{program} took longer than {s_patience.TotalSeconds:0} s";
        }

        string said = complaint.GetAwaiter().GetResult().Trim().ReplaceLineEndings(" ");
        return process.ExitCode == 0 ? null : $"{program} failed with exit code {process.ExitCode}: {said}";
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
