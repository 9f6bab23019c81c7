using LogitLens.TestSupport;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public sealed class TokenizerFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("vocab.json merges.txt", "vocab.json merges.txt")]
    [InlineData("encoder.json vocab.bpe", "encoder.json vocab.bpe")]
    [InlineData("tokenizer.json", "tokenizer.json")]
    [InlineData("vocab.json merges.txt tokenizer.json config.json", "tokenizer.json")]
    [InlineData("vocab.json encoder.json vocab.bpe", "encoder.json vocab.bpe")]
    public void Finds_the_tokenizer_by_its_files_names(string present, string chosen)
    {
        Write(present);

        Assert.Equal(chosen.Split(' ').Select(_folder.File), TokenizerFolder.FilesIn(_folder.Path));
    }

    [Fact]
    public void The_tokenizer_says_which_files_it_was_read_from()
    {
        TokenizerFixtures.Small.Vocabulary.Save(_folder.Path);

        Assert.Equal([_folder.File("vocab.json"), _folder.File("merges.txt")], BytePairTokenizer.FromFolder(_folder.Path).Files);
    }

    [Theory]
    [InlineData("config.json", ": no tokenizer; expected tokenizer.json, or vocab.json and merges.txt, or encoder.json and vocab.bpe")]
    [InlineData("vocab.json", ": the tokenizer's vocab.json is there but merges.txt is not; both are needed")]
    [InlineData("vocab.bpe", ": the tokenizer's vocab.bpe is there but encoder.json is not; both are needed")]
    public void Says_what_is_missing(string present, string problem)
    {
        Write(present);

        Assert.Equal(_folder.Path + problem, Assert.Throws<InputException>(() => BytePairTokenizer.FromFolder(_folder.Path)).Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        string missing = _folder.File("none");

        Assert.Equal($"{missing}: no such file or folder", Assert.Throws<InputException>(() => BytePairTokenizer.FromFolder(missing)).Message);
    }

    private void Write(string names)
    {
        foreach (string name in names.Split(' '))
        {
            _folder.Write(name, "");
        }
    }
}
