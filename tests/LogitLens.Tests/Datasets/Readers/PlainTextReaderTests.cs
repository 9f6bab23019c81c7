using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class PlainTextReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_character_is_kept_but_a_byte_order_mark()
    {
        string path = _folder.Write("book.txt", "\uFEFF one\r\n\r\ntwo é 🎬 \n");

        Assert.Equal(" one\r\n\r\ntwo é 🎬 \n", PlainTextReader.Read(path).Text);
    }

    [Fact]
    public void A_byte_that_is_not_utf8_is_placed_in_its_line()
    {
        string path = _folder.File("book.txt");
        File.WriteAllBytes(path, [.. "one é\ntw"u8, 0xFF, .. "\n"u8]);

        InputException error = Assert.Throws<InputException>(() => PlainTextReader.Read(path));

        Assert.Equal($"{path}, line 2: byte 3 (ff) is not UTF-8; convert the file to UTF-8", error.Message);
    }

    [Fact]
    public void An_empty_file_is_an_error()
    {
        string path = _folder.Write("book.txt", "");

        Assert.Equal($"{path}: the file is empty", Assert.Throws<InputException>(() => PlainTextReader.Read(path)).Message);
    }
}
