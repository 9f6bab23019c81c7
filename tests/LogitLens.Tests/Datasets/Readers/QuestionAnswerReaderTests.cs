using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class QuestionAnswerReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sums.jsonl", "{\"question\": \"What is 2 + 3?\", \"answer\": 5, \"operation\": \"+\"}\n")]
    [InlineData("sums.csv", "question,answer\nWhat is 2 + 3?,5\n")]
    public void Answers_may_be_numbers_or_text_and_other_columns_are_ignored(string name, string content)
    {
        string path = _folder.Write(name, content);

        Example example = Assert.Single(QuestionAnswerReader.Read(path, ReadOptions.ForFile(path)).Examples);

        Assert.Equal(("What is 2 + 3?", "5", null), (example.Text, example.Answer, example.Label));
    }

    [Fact]
    public void An_empty_answer_is_an_error()
    {
        string path = _folder.Write("sums.jsonl", "{\"question\": \"2 + 3?\", \"answer\": \" \"}\n");

        InputException error = Assert.Throws<InputException>(() => QuestionAnswerReader.Read(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}, row 1 (line 1), column 'answer': the cell is empty", error.Message);
    }
}
