using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using LogitLens.Figures;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Figures;

public sealed class PngRendererTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_the_program_nothing_is_written_and_the_reason_names_it()
    {
        string svg = Save();

        Assert.False(PngRenderer.TryRender(svg, _folder.File("a.png"), out string? reason, program: "no-such-rsvg-convert"));
        Assert.Contains("no-such-rsvg-convert is not installed", reason, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("a.png")));
    }

    [Fact]
    public void The_image_has_two_pixels_to_a_unit()
    {
        NeedProgram();
        string svg = Save();
        string png = _folder.File("a.png");

        Assert.True(PngRenderer.TryRender(svg, png, out string? reason), reason);
        Assert.Equal(2 * 700, Width(png));
        Assert.Equal([png, svg], Directory.GetFiles(_folder.Path).Order());
    }

    [Fact]
    public void A_figure_too_large_for_an_image_is_scaled_down()
    {
        NeedProgram();
        string svg = _folder.Write("large.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64000\" height=\"10\"/>");

        Assert.True(PngRenderer.TryRender(svg, _folder.File("large.png"), out string? reason), reason);
        Assert.Equal(16_000, Width(_folder.File("large.png")));
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"wide\" height=\"1\"/>")]
    public void A_file_that_is_no_drawing_gives_a_reason(string content)
    {
        string svg = _folder.Write("bad.svg", content);

        Assert.False(PngRenderer.TryRender(svg, _folder.File("bad.png"), out string? reason));
        Assert.False(string.IsNullOrWhiteSpace(reason));
    }

    [Fact]
    public void A_file_that_is_not_there_gives_a_reason()
    {
        Assert.False(PngRenderer.TryRender(_folder.File("none.svg"), _folder.File("none.png"), out string? reason));
        Assert.Contains("none.svg", reason, StringComparison.Ordinal);
    }

    private static void NeedProgram()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("rsvg-convert", "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Skip("needs rsvg-convert (Debian: apt install librsvg2-bin)");
        }
    }

    private static int Width(string png)
    {
        byte[] bytes = File.ReadAllBytes(png);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], bytes[..4]);
        return BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16));
    }

    private string Save()
    {
        string path = _folder.File("a.svg");
        new PieChart { Heading = new("Pie"), Slices = [new("x", 1), new("y", 2)] }.Draw().Save(path);
        return path;
    }
}
