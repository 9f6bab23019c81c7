using LogitLens.Datasets;

namespace LogitLens.Cli.Tests.Commands;

public sealed class TemplatesCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Every_template_is_shown_with_how_it_is_typed_and_an_example()
    {
        Assert.Equal(ExitCode.Done, _shell.Run("templates"));

        Assert.All(PromptTemplate.BuiltIn, template => Assert.Contains($"--template {template.Name}:\n", _shell.Out, StringComparison.Ordinal));
        Assert.All(PromptTemplate.Placeholders, placeholder => Assert.Contains(placeholder.Name, _shell.Out, StringComparison.Ordinal));
        Assert.Contains("    Classify the text into negative or positive sentiment.\n    Sentiment:\n", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("    Question: What is 7 + 5?\n    Answer:\n", _shell.Out, StringComparison.Ordinal);
        Assert.Contains(
            "the usual one of reviews, emotions, tweets, obvious, number, tense, length,\nsst2, imdb, emotion, tweet-sentiment, number-agreement\n",
            _shell.Out,
            StringComparison.Ordinal);
        Assert.All(_shell.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void One_of_ones_own_is_rendered_with_a_datasets_labels_and_demonstrations()
    {
        string file = _shell.Write("mine.txt", "{Task} of \"{text}\" ({labels})?\n");

        Assert.Equal(ExitCode.Done, _shell.Run("templates", file, "--dataset", "tweets", "--shots", "2", "--json"));

        JsonElement only = Assert.Single(JsonDocument.Parse(_shell.Out).RootElement.EnumerateArray());
        Assert.Equal("{Task} of \"{text}\" ({labels})?", only.GetProperty("template").GetString());
        Assert.Equal(
            "Sentiment of \"(the text of demonstration 1)\" (negative, neutral or positive)? negative\n\n"
            + "Sentiment of \"(the text of demonstration 2)\" (negative, neutral or positive)? neutral\n\n"
            + "Sentiment of \"(the example's text)\" (negative, neutral or positive)?",
            only.GetProperty("example").GetString());
    }

    [Theory]
    [InlineData("no template 'sufix-instruction': neither a file nor one of suffix-instruction, instruction-first, question-answer", "sufix-instruction")]
    [InlineData("no dataset 'tweet' (did you mean tweets?); interp datasets lists them", "suffix-instruction", "--dataset", "tweet")]
    [InlineData(
        "agreement holds minimal pairs, whose sentences are scored as they are, without a template", "suffix-instruction", "--dataset", "agreement")]
    [InlineData("template suffix-instruction: {labels} needs a dataset with labels; this one has none", "suffix-instruction", "--dataset", "logic")]
    public void What_cannot_be_shown_is_told_in_a_line(string message, params string[] arguments)
    {
        Assert.Equal(ExitCode.WrongUse, _shell.Run(["templates", .. arguments]));
        Assert.Equal($"error: {message}\n", _shell.Error);
    }
}
