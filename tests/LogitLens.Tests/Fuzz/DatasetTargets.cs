using LogitLens.Datasets;

namespace LogitLens.Tests.Fuzz;

/// <summary>
/// Files of data, as <c>--dataset FILE</c> opens them: by their ending and first line, by chosen columns, with bad rows skipped or not, as questions, pairs
/// or demonstrations. The same bytes are
/// read in the way that their number decides, so that damage meets all of them.
/// </summary>
internal static class DatasetTargets
{
    private static readonly DatasetCatalogue s_catalogue = new("no-bundled-sets", "no-cache");

    public static FuzzTarget Csv { get; } = Of(
        ".csv",
        FuzzTarget.Utf8(
            "text,label\n\"a, \"\"good\"\" one\",1\nbad,0\n", "review,sentiment\n\"Fine.<br />\",positive\nDull.,negative\n",
            "textID,text,selected_text,sentiment\r\n1, fun,fun,positive\r\n2,,,neutral\r\n",
            "question,answer\n1+1?,2\n2+2?,4\n"),
        "\"", "\"\"", ",", "\n", "\r\n", "\r", "text", "label", "a,b,c\n", "1", "0", "negative", "\uFEFF", "\0", "\"a\nb\"");

    public static FuzzTarget Tsv { get; } = Of(
        ".tsv",
        FuzzTarget.Utf8("sentence\tlabel\na fine film \t1\ndull \t0\n", "a fine film\t1\ndull\t0\n", "text\tlabel\tgroup\nx\tyes\ta\ny\tno\tb\n"),
        "\t", "\n", "\r\n", "1", "0", "label", "text", "\uFEFF", "\u2028", "\u0085", "\0", "x\t1\n");

    public static FuzzTarget Txt { get; } = Of(
        ".txt", FuzzTarget.Utf8("i feel fine;joy\ni am cross;anger\n"), ";", "joy", "\n", "sadness", "\r\n", "\t", "x;love\n", "\uFEFF");

    public static FuzzTarget JsonLines { get; } = Of(
        ".jsonl",
        FuzzTarget.Utf8(
            "{\"text\":\"a\",\"label\":1}\n{\"text\":\"b\",\"label\":0}\n", "{\"ids\":[1,2],\"label\":0}\n{\"ids\":[3],\"label\":1}\n",
            "{\"words\":[\"the\",\"cat\"],\"labels\":[\"D\",\"N\"]}\n", "{\"ids\":[1,2],\"labels\":[0,1]}\n",
            "{\"question\":\"1+1?\",\"answer\":\"so #### 2\"}\n",
            "{\"sentence_good\":\"x\",\"sentence_bad\":\"y\",\"UID\":\"u\","
                + "\"one_prefix_prefix\":\"p\",\"one_prefix_word_good\":\"a\",\"one_prefix_word_bad\":\"b\"}\n"),
        "{", "}", "[", "]", ":", ",", "\n", "\"text\":", "\"label\":", "\"ids\":", "\"answer_ids\":", "\"words\":", "\"labels\":",
        "[2147483648]", "[-1]", "null", "true", "\"\\ud800\"",
        "1e400", "\"a\"");

    public static FuzzTarget Template { get; } = new(
        "template",
        FuzzTarget.Utf8("Text: {text}\nClassify the text into {labels} {task}.\n{Task}:", "Question: {question}\nAnswer:"),
        FuzzTarget.Utf8("{", "}", "{text}", "{labels}", "{task}", "{Task}", "{nothing}", "{}", "\r\n", "\n", "\u2003"),
        (input, folder) => PromptTemplate.FromFile(folder.Write("template.txt", input)).Bind(LabelSet.Sentiment));

    private static FuzzTarget Of(string ending, IReadOnlyList<byte[]> seeds, params string[] words) => new(
        "dataset" + ending,
        seeds,
        FuzzTarget.Utf8(words),
        (input, folder) => Read(folder.Write("data" + ending, input), input.Length))
    {
        // Readers' buffers.
        Allocation = (2 << 20, 4_000),
    };

    private static void Read(string path, int number)
    {
        DatasetRequest request = new(path) { SkipBadRows = number % 2 == 0 };
        switch (number % 7)
        {
            case 0:
                HoldsTogether(s_catalogue.Open(request with { HasQuestions = true }));
                break;
            case 1:
                HoldsTogether(s_catalogue.Open(request with { TextColumn = "text", LabelColumn = "label", ClusterColumn = "group" }));
                break;
            case 2:
                HoldsTogether(s_catalogue.Open(request with { Labels = LabelSet.Sentiment }));
                break;
            case 3:
                MinimalPairSet pairs = s_catalogue.OpenPairs(request);
                Assert.All(pairs.Pairs, pair => Assert.NotEqual(pair.Good, pair.Bad));
                break;
            case 4:
                _ = DemonstrationFile.Read(path, request, number % 3 == 0 ? null : LabelSet.Sentiment, shots: 1);
                break;
            case 5:
                Assert.NotEmpty(PlainTextReader.Read(path).Text);
                break;
            default:
                HoldsTogether(s_catalogue.Open(request with { HasUnitLabels = true }));
                break;
        }
    }

    private static void HoldsTogether(Dataset dataset)
    {
        Assert.NotEmpty(dataset.Examples);
        Assert.Equal(dataset.Origin.RowCount, dataset.Examples.Count + dataset.Origin.Skipped.Count);
        Assert.All(dataset.Examples, example =>
        {
            Assert.True(example.Text.Length > 0 || example.TokenIds is { Count: > 0 });
            Assert.True(example.Label is not { } label || dataset.Labels is null || label < dataset.Labels.Count);
        });
    }
}
