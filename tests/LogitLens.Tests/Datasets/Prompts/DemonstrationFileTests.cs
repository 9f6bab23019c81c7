using LogitLens.Datasets;
using LogitLens.Datasets.Prompts;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Prompts;

public sealed class DemonstrationFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_rows_are_taken_in_the_files_order()
    {
        string path = _folder.Write("demos.tsv", "text\tlabel\ngood\tpositive\nbad\t0\nfair\t1\n");

        IReadOnlyList<Example> examples = DemonstrationFile.Read(path, LabelSet.Sentiment, shots: 2);

        Assert.Equal([("good", 1), ("bad", 0)], examples.Select(example => (example.Text, example.Label!.Value)));
    }

    [Fact]
    public void A_task_with_answers_has_questions()
    {
        string path = _folder.Write("demos.jsonl", "{\"question\": \"2 + 3?\", \"answer\": 5}\n");

        Assert.Equal("5", Assert.Single(DemonstrationFile.Read(path, labels: null, shots: 1)).Answer);
    }

    [Fact]
    public void Too_few_rows_and_unknown_labels_are_errors()
    {
        string path = _folder.Write("demos.tsv", "text\tlabel\ngood\tpositive\n");
        string joy = _folder.Write("joy.tsv", "text\tlabel\ngood\tjoy\n");

        Assert.Equal(
            $"{path}: 2 demonstrations were asked for and the file has 1",
            Assert.Throws<InputException>(() => DemonstrationFile.Read(path, LabelSet.Sentiment, shots: 2)).Message);
        Assert.StartsWith(
            $"{joy}, row 1 (line 2), column 'label': 'joy' is no label",
            Assert.Throws<InputException>(() => DemonstrationFile.Read(joy, LabelSet.Sentiment, shots: 1)).Message);
    }
}
