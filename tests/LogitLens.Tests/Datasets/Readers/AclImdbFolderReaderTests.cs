using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class AclImdbFolderReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReadOptions _options = new() { Name = "imdb", Split = "test" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reviews_come_by_number_with_both_classes_mixed()
    {
        _folder.Write("neg/0_2.txt", "bad");
        _folder.Write("neg/10_1.txt", "worst");
        _folder.Write("pos/0_9.txt", "good<br />indeed");
        _folder.Write("pos/2_10.txt", "best");

        Dataset dataset = AclImdbFolderReader.Read(_folder.Path, _options);

        Assert.Equal(["test:neg/0_2", "test:pos/0_9", "test:pos/2_10", "test:neg/10_1"], dataset.Examples.Select(example => example.Id));
        Assert.Equal([0, 1, 1, 0], dataset.Examples.Select(example => example.Label!.Value));
        Assert.Equal("good indeed", dataset.Examples[1].Text);
    }

    [Theory]
    [InlineData("pos/3_2.txt", "rating 2 in the folder pos, whose ratings are 7 to 10")]
    [InlineData("neg/3_5.txt", "rating 5 in the folder neg, whose ratings are 1 to 4")]
    [InlineData("neg/notes.txt", "the file's name 'notes.txt' is not ID_RATING.txt")]
    public void A_file_that_does_not_belong_is_named(string name, string reason)
    {
        _folder.Write("neg/0_2.txt", "bad");
        _folder.Write("pos/0_9.txt", "good");
        string path = _folder.Write(name, "text");

        InputException error = Assert.Throws<InputException>(() => AclImdbFolderReader.Read(_folder.Path, _options));
        Dataset skipping = AclImdbFolderReader.Read(_folder.Path, _options with { SkipBadRows = true });

        Assert.Equal($"{path}, row 1 (line 1): {reason}", error.Message);
        Assert.Equal(2, skipping.Examples.Count);
        Assert.Equal(reason, Assert.Single(skipping.Origin.Skipped).Reason);
    }

    [Fact]
    public void An_empty_review_is_left_out_and_listed()
    {
        _folder.Write("neg/0_2.txt", "bad");
        _folder.Write("pos/0_9.txt", "");

        Dataset dataset = AclImdbFolderReader.Read(_folder.Path, _options);

        Assert.Single(dataset.Examples);
        Assert.Equal("the text is empty", Assert.Single(dataset.Origin.Skipped).Reason);
    }

    [Fact]
    public void A_missing_class_folder_is_named()
    {
        _folder.Write("neg/0_2.txt", "bad");

        InputException error = Assert.Throws<InputException>(() => AclImdbFolderReader.Read(_folder.Path, _options));

        Assert.Equal($"{_folder.Path}: no folder 'pos'; an aclImdb split has the folders neg and pos", error.Message);
    }

    [Fact]
    public void The_hash_changes_with_any_file()
    {
        _folder.Write("neg/0_2.txt", "bad");
        _folder.Write("pos/0_9.txt", "good");
        string before = AclImdbFolderReader.Read(_folder.Path, _options).Origin.Sha256;

        _folder.Write("pos/0_9.txt", "Good");

        Assert.NotEqual(before, AclImdbFolderReader.Read(_folder.Path, _options).Origin.Sha256);
    }
}
