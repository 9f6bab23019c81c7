using LogitLens.Answers;

namespace LogitLens.Tests.Answers;

public sealed class QuestionCopyTests
{
    [Theory]
    [InlineData(" What is 7 + 6? It is 13", "                It is 13")]
    [InlineData("7+6=13", "   =13")]
    [InlineData(" is 7", " is 7")]
    [InlineData("", "")]
    public void Three_words_in_a_row_are_a_copy(string continuation, string rest)
    {
        QuestionCopy copy = QuestionCopy.Remove(continuation, "What is 7 + 6?");

        Assert.Equal(rest.Replace("?", "", StringComparison.Ordinal).Trim(), copy.Rest.Replace("?", "", StringComparison.Ordinal).Trim());
        Assert.Equal(continuation.Length, copy.Rest.Length);
        Assert.Equal(rest != continuation, copy.HasCopy);
    }
}
