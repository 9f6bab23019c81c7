using FsCheck;
using FsCheck.Fluent;
using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Tables;

public class Utf8LinesTests
{
    [Fact]
    public void Lines_of_any_length_are_those_between_line_feeds()
    {
        // Lengths about the buffer's own, so that lines begin, end and go on at its edges.
        Gen<int> length = Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(65_530, 65_540), Gen.Choose(131_070, 131_075));
        Prop.ForAll(Gen.ArrayOf(length, 4).ToArbitrary(), lengths =>
        {
            string[] lines = lengths.Select((n, i) => new string((char)('a' + i), n)).ToArray();
            using MemoryStream stream = new(Encoding.ASCII.GetBytes(string.Join("\n", lines) + "\n"));

            Assert.Equal(lines, Utf8Lines.Read(stream).Select(line => Encoding.ASCII.GetString(line.Bytes.Span)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_last_line_needs_no_end_and_an_empty_stream_has_no_lines()
    {
        using MemoryStream stream = new("a\n\nb"u8.ToArray());
        using MemoryStream empty = new();

        Assert.Equal(["a", "", "b"], Utf8Lines.Read(stream).Select(line => Encoding.ASCII.GetString(line.Bytes.Span)));
        Assert.Empty(Utf8Lines.Read(empty));
    }
}
