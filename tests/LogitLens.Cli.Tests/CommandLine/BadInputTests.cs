namespace LogitLens.Cli.Tests.CommandLine;

/// <summary>What a newcomer gets wrong, and the line that says what would be right: what was wrong, where, what to do.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("nowhere.csv", null, "no dataset 'nowhere.csv': neither a file nor one of reviews, emotions, ")]
    [InlineData("d.csv", "", "d.csv: no column 'text': the file is empty")]
    [InlineData("d.csv", "text,label\n", "d.csv: no usable rows (0 read, 0 skipped)")]
    [InlineData("d.csv", "txt,label\nx,a\ny,b\n", "d.csv: no column 'text'; the columns are txt, label (--text-column and --label-column choose)")]
    [InlineData("d.csv", "text,verdict\nx,a\ny,b\n", "d.csv has no column 'label'; its columns are text, verdict: choose the labels' with --label-column")]
    [InlineData("d.csv", "text,label\nx,a\ny\n", "d.csv, row 2 (line 3): 1 field parted by comma where 2 are expected (text, label)")]
    [InlineData("d.csv", "text,label\nx,a\ny,a\n", "d.csv: the column 'label' holds only 'a'; a classification needs two labels or more")]
    [InlineData("d.jsonl", "{\"text\": \"x\"}\n", "d.jsonl has no labels to classify by; choose their field with --label-column")]
    [InlineData("d.jsonl", "{\"ids\": [1]}\n", "d.jsonl holds token ids without labels; say the labels' tokens, the right one first: --label-token-ids ID,ID")]
    [InlineData("d.jsonl", "{text: x}\n", "d.jsonl, row 1 (line 1): not JSON from byte 2 on; each line is one object such as {\"text\": \"...\"}")]
    [InlineData("d.xlsx", "x", "d.xlsx: the ending '.xlsx' tells no format; known are .csv, .tsv, .jsonl")]
    public void A_dataset_of_ones_own(string name, string? content, string message)
    {
        using Shell shell = new();
        string path = content is null ? name : shell.Write(name, content);

        bool isPlaced = message.StartsWith(name + ":", StringComparison.Ordinal) || message.StartsWith(name + ",", StringComparison.Ordinal);
        Refused(shell, isPlaced ? message.Replace(name, path, StringComparison.Ordinal) : message, "logit-lens", "--dataset", path);
    }

    [Theory]
    [InlineData("p.jsonl", "{\"clean\": \"\", \"corrupted\": \"\"}\n", "p.jsonl, row 1 (line 1), column 'clean': the prompt is empty")]
    [InlineData("p.jsonl", "{\"clean\": [], \"corrupted\": [1]}\n", "p.jsonl, row 1 (line 1), column 'clean': the prompt is empty")]
    [InlineData(
        "p.jsonl", "{\"clean\": \"a\", \"corrupt\": \"b\"}\n", "p.jsonl, row 1 (line 1), column 'corrupted': no such field; the fields are clean, corrupt")]
    [InlineData(
        "p.jsonl", "{\"clean\": \"a\", \"corrupted\": \"b\", \"label\": 2}\n",
        "p.jsonl, row 1 (line 1), column 'label': '2' is no label; a label is a number from 0 to 1")]
    [InlineData(
        "p.jsonl",
        "{\"clean\": \"a\", \"corrupted\": \"b\", \"label\": 1}\n{\"clean\": \"a\", \"corrupted\": \"b\"}\n",
        "p.jsonl, row 2 (line 2), column 'label': some pairs have a label and some have none; label all or none")]
    [InlineData(
        "p.csv", "clean,corrupted\na,b\n", "p.csv: --pairs takes JSON lines such as {\"clean\": \"...\", \"corrupted\": \"...\", \"label\": 0}, not a table")]
    public void Pairs_for_patching(string name, string content, string message)
    {
        using Shell shell = new();
        string path = shell.Write(name, content);

        Refused(shell, message.Replace(name, path, StringComparison.Ordinal), "head-ablation", "--pairs", path, "--label-token-ids", "281,300");
    }

    [Fact]
    public void Equal_label_tokens()
    {
        using Shell shell = new();
        string pairs = shell.Write("p.jsonl", "{\"clean\": [1, 2], \"corrupted\": [1, 3]}\n");
        string ids = shell.Write("d.jsonl", "{\"ids\": [1, 2], \"label\": 0}\n");

        Refused(
            shell, "--label-token-ids 281,281: a token is there twice, so nothing tells its labels apart",
            "head-ablation", "--pairs", pairs, "--label-token-ids", "281,281");
        Refused(
            shell, "the labels '0' and '1' are the same tokens, so nothing tells them apart; choose others",
            "head-ablation", "--dataset", ids, "--label-token-ids", "281,281");
    }

    [Theory]
    [InlineData("--limit: '1000000000000' is too large; the largest is 2147483647", "evaluate --limit 1000000000000")]
    [InlineData("--limit: '0' is not a whole number of at least 1", "evaluate --limit 0")]
    [InlineData(
        "--label-token-ids is for data that comes as token ids; the labels of reviews are words: negative, positive", "evaluate --label-token-ids 281,300")]
    [InlineData(
        "arithmetic holds questions with exact answers, and labels are needed here; interp evaluate and interp head-ablation take questions",
        "attention-mask --dataset arithmetic")]
    [InlineData(
        "arithmetic holds questions with exact answers, and labels are needed here; interp evaluate and interp head-ablation take questions",
        "logit-lens --dataset arithmetic")]
    [InlineData("--window 9: the model has 4 layers", "attention-mask --sweep spans --window 9 --limit 4")]
    [InlineData("--cumulative 40: there are 32 heads to remove", "head-ablation --cumulative 40 --limit 8")]
    [InlineData("--cumulative 3: there are 2 heads to remove", "head-ablation --cumulative 3 --heads 0.1,1.2 --limit 8")]
    [InlineData("agreement holds minimal pairs, not examples; interp evaluate scores them", "logit-lens --dataset agreement")]
    [InlineData("no template 'sufix': neither a file nor one of suffix-instruction, instruction-first, question-answer", "evaluate --template sufix")]
    public void Options_that_do_not_fit_the_data(string message, string line)
    {
        using Shell shell = new();
        Refused(shell, message, line.Split(' '));
    }

    [Theory]
    [InlineData("/proc/x")]
    [InlineData("/dev/full/x")]
    public void An_output_where_no_folder_can_be(string output)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "these folders are Linux's");
        using Shell shell = new();

        Assert.Equal(ExitCode.WrongUse, shell.Run("evaluate", "--limit", "2", "--output", output));
        Assert.StartsWith($"error: --output {output}: no folder can be made or written there (", shell.Error, StringComparison.Ordinal);
        Assert.EndsWith("); choose another\n", shell.Error, StringComparison.Ordinal);
    }

    private static void Refused(Shell shell, string message, params string[] arguments)
    {
        ExitCode code = shell.Run([.. arguments, "--output", shell.File("run")]);

        Assert.StartsWith($"error: {message}", shell.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.WrongUse, ""), (code, shell.Out));
        Assert.Single(shell.Error.TrimEnd('\n').Split('\n'));
        Assert.False(Directory.Exists(shell.File("run")));
    }
}
