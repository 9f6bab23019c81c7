using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Prompts;

public sealed class DemonstrationFileTests : IDisposable
{
    private static readonly DatasetRequest s_reviews = new("reviews");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_rows_are_taken_in_the_files_order()
    {
        string path = _folder.Write("demos.tsv", "text\tlabel\ngood\tpositive\nbad\t0\nfair\t1\n");

        IReadOnlyList<Example> examples = DemonstrationFile.Read(path, s_reviews, LabelSet.Sentiment, shots: 2);

        Assert.Equal([("good", 1), ("bad", 0)], examples.Select(example => (example.Text, example.Label!.Value)));
    }

    [Fact]
    public void A_task_with_answers_has_questions()
    {
        string path = _folder.Write("demos.jsonl", "{\"question\": \"2 + 3?\", \"answer\": 5}\n");

        Assert.Equal("5", Assert.Single(DemonstrationFile.Read(path, new DatasetRequest("arithmetic"), labels: null, shots: 1)).Answer);
    }

    [Theory]
    [InlineData("sst2", "demos.tsv", "sentence\tlabel\na fine film \t1\n")]
    [InlineData("sst2", "demos.tsv", "a fine film\t1\n")]
    [InlineData("imdb", "demos.csv", "review,sentiment\n\"a <br />fine film\",positive\n")]
    [InlineData("tweet-sentiment", "demos.csv", "textID,text,selected_text,sentiment\n1,a fine film,fine,positive\n")]
    [InlineData("emotion", "demos.txt", "a fine film;joy\n")]
    [InlineData("sst2", "demos.csv", "text,label\na fine film,1\n")]
    [InlineData("emotion", "demos.jsonl", "{\"text\": \"a fine film\", \"label\": \"joy\"}\n")]
    [InlineData("own.csv", "demos.csv", "body,class\na fine film,1\n")]
    public void The_format_of_the_dataset_is_taken_and_so_are_text_and_label(string dataset, string name, string content)
    {
        DatasetRequest evaluated = new(dataset) { TextColumn = dataset == "own.csv" ? "body" : null, LabelColumn = dataset == "own.csv" ? "class" : null };

        Example demonstration = Assert.Single(DemonstrationFile.Read(
            _folder.Write(name, content), evaluated, DatasetCatalogue.Find(dataset)?.Labels ?? LabelSet.Sentiment, shots: 1));

        Assert.Equal("a fine film", demonstration.Text);
        Assert.Equal(dataset == "tweet-sentiment" ? 2 : 1, demonstration.Label);
    }

    [Theory]
    [InlineData("{\"question\": \"2 + 3?\", \"answer\": \"2 and 3 are 5.\\n#### 5\"}\n")]
    [InlineData("{\"question\": \"2 + 3?\", \"answer\": \"5\"}\n")]
    public void Worked_solutions_give_their_final_answer(string content) => Assert.Equal(
        "5", Assert.Single(DemonstrationFile.Read(_folder.Write("d.jsonl", content), new DatasetRequest("gsm8k"), labels: null, shots: 1)).Answer);

    [Fact]
    public void Too_few_rows_and_unknown_labels_are_errors()
    {
        string path = _folder.Write("demos.tsv", "text\tlabel\ngood\tpositive\n");
        string joy = _folder.Write("joy.tsv", "text\tlabel\ngood\tjoy\n");

        Assert.Equal(
            $"{path}: 2 demonstrations were asked for and the file has 1",
            Assert.Throws<InputException>(() => DemonstrationFile.Read(path, s_reviews, LabelSet.Sentiment, shots: 2)).Message);
        Assert.StartsWith(
            $"{joy}, row 1 (line 2), column 'label': 'joy' is no label",
            Assert.Throws<InputException>(() => DemonstrationFile.Read(joy, s_reviews, LabelSet.Sentiment, shots: 1)).Message);
    }
}
