using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class Gsm8kReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("48/2 = <<48/2=24>>24\\n#### 24", "24")]
    [InlineData("a lot\\n#### 1,080", "1080")]
    [InlineData("a loss\\n#### -3.5 ", "-3.5")]
    public void The_exact_answer_follows_the_mark_without_commas(string solution, string answer)
    {
        string path = _folder.Write("test.jsonl", $"{{\"question\": \"How many?\", \"answer\": \"{solution}\"}}\n");

        Assert.Equal(answer, Assert.Single(Gsm8kReader.Read(path, ReadOptions.ForFile(path)).Examples).Answer);
    }

    [Fact]
    public void A_solution_without_the_mark_is_an_error()
    {
        string path = _folder.Write("test.jsonl", "{\"question\": \"How many?\", \"answer\": \"24\"}\n");

        InputException error = Assert.Throws<InputException>(() => Gsm8kReader.Read(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}, row 1 (line 1), column 'answer': no final answer; a solution ends in '#### N'", error.Message);
    }
}
