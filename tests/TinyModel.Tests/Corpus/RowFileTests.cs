using TinyModel.Corpus;

namespace TinyModel.Tests.Corpus;

public sealed class RowFileTests
{
    [Fact]
    public void Rows_are_those_under_the_heading()
    {
        RowFile file = RowFile.Open("people");

        Assert.Equal("Mary", file.Words("women")[0]);
        Assert.Equal(["Clara", "Julia", "Ruth"], file.Words("women").TakeLast(3));
        Assert.Equal("John", file.Words("men")[0]);
        Assert.Single(file.Lines("men"));
    }

    [Fact]
    public void Tuples_are_the_words_of_each_row()
    {
        Assert.Equal(["cat", "mammal", "animal"], RowFile.Open("logic-words").Tuples("chains")[0]);
    }

    [Fact]
    public void A_missing_file_or_heading_is_named()
    {
        Assert.Contains("Rows/nobody.txt", Assert.Throws<ArgumentException>(() => RowFile.Open("nobody")).Message);
        Assert.Contains("Rows/people.txt has no 'children'", Assert.Throws<ArgumentException>(() => RowFile.Open("people").Lines("children")).Message);
    }
}
