using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class AttributeCommandTests
{
    private static readonly (string Method, string Reference)[] s_saliency =
    [
        ("gradient-norm", "gradient_l2"), ("gradient-x-input", "gradient_x_input"), ("integrated-gradients", "integrated_gradients_zero_baseline_limit"),
    ];

    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_prompts_attributions_match_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        for (int i = 0; i < golden.Sequences.Length; i++)
        {
            string output = shell.File($"run{i}");
            ExitCode code = shell.Run(
                "attribute", "--model", golden.Folder, "--token-ids", string.Join(',', golden.Sequences[i]), "--label-token-ids",
                string.Join(',', golden.LabelTokens), "--method", string.Join(',', s_saliency.Select(pair => pair.Method)), "--output", output);
            Assert.Equal((ExitCode.Done, ""), (code, shell.Error));

            JsonElement expected = golden.Expected.GetProperty("saliency_of_logit_difference")[i];
            JsonElement[] found = [.. RunOutput.Results(output).GetProperty("attributions").EnumerateArray()];
            foreach ((string method, string reference) in s_saliency)
            {
                JsonElement own = found.Single(each => each.GetProperty("method").GetString() == method);
                Close.Assert(GoldenCase.Doubles(expected.GetProperty(reference)), GoldenCase.Doubles(own.GetProperty("scores")), Tolerance.Edited, method);
            }

            JsonElement completeness = found.Single(each => each.GetProperty("method").GetString() == "integrated-gradients").GetProperty("completeness");
            foreach (string end in (string[])["f_input", "f_baseline", "sum"])
            {
                Close.Assert(
                    expected.GetProperty("completeness").GetProperty(end).GetDouble(), completeness.GetProperty(end).GetDouble(), Tolerance.Edited, end);
            }
        }
    }

    [Fact]
    public void A_datasets_parts_add_up_and_no_number_depends_on_what_shares_the_batch()
    {
        using Shell shell = new();
        string whole = shell.File("whole");
        ExitCode code = shell.Run(
            "attribute", "--limit", "12", "--shots", "1", "--method", "gradient-x-input,value-zeroing", "--faithfulness", "--batch-size", "4", "--output",
            whole);
        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));

        JsonElement results = RunOutput.Results(whole);
        Assert.Equal(12, results.GetProperty("n").GetInt32());
        Assert.Contains("label of demonstration 1", results.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("part").GetString()));
        foreach (IGrouping<string?, JsonElement> method in
            results.GetProperty("parts").EnumerateArray().GroupBy(part => part.GetProperty("method").GetString()))
        {
            Close.Assert(1, method.Sum(part => part.GetProperty("share").GetProperty("value").GetDouble()), new Tolerance(1e-6, 0), "shares add up");
        }

        Assert.True(File.Exists(Path.Combine(whole, "figures", "faithfulness.svg")));
        Assert.True(File.Exists(Path.Combine(whole, "figures", "parts.svg")));

        string single = shell.File("single");
        shell.Run(
            "attribute", "--limit", "12", "--shots", "1", "--method", "gradient-x-input,value-zeroing", "--faithfulness", "--batch-size", "1", "--output",
            single);
        Dictionary<string, double> alone = Scores(single);
        foreach ((string id, double score) in Scores(whole))
        {
            Close.Assert(score, alone[id], Tolerance.Forward, id);
        }
    }

    [Fact]
    public void A_token_can_be_held_against_another()
    {
        using Shell shell = new();
        string output = shell.File("run");
        ExitCode code = shell.Run(
            "attribute", "--prompt", "The film was a joy. I", "--target-token", " good", "--against-token", " bad", "--method", "leave-one-out", "--output",
            output);
        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        Assert.Equal("logit of ' good' less that of ' bad'", RunOutput.Results(output).GetProperty("target").GetString());
    }

    [Fact]
    public void Each_token_of_a_continuation_is_attributed_as_it_would_be_by_itself()
    {
        using Shell shell = new();
        string whole = shell.File("whole"), second = shell.File("second");
        string[] methods = ["--method", "gradient-x-input,leave-one-out"];
        Assert.Equal(
            (ExitCode.Done, ""),
            (shell.Run(["attribute", "--prompt", "The film was", "--continuation", " a joy", .. methods, "--output", whole]), shell.Error));
        shell.Run(["attribute", "--prompt", "The film was a", "--target-token", " joy", .. methods, "--output", second]);

        JsonElement[] steps = [.. RunOutput.Results(whole).GetProperty("examples").EnumerateArray()];
        Assert.Equal([" a", " joy"], steps.Select(step => step.GetProperty("label").GetString()));
        foreach ((JsonElement step, JsonElement alone) in steps[1].GetProperty("attributions").EnumerateArray()
            .Zip(RunOutput.Results(second).GetProperty("attributions").EnumerateArray()))
        {
            Close.Assert(GoldenCase.Doubles(alone.GetProperty("scores")), GoldenCase.Doubles(step.GetProperty("scores")), Tolerance.Forward, "scores");
        }

        Assert.Contains("continuation.csv", Directory.GetFiles(whole).Select(Path.GetFileName));
    }

    [Fact]
    public void Marks_of_people_are_held_against_methods_and_chance()
    {
        using Shell shell = new();
        string output = shell.File("run");
        Assert.Equal(
            (ExitCode.Done, ""),
            (shell.Run(
                "attribute", "--dataset", "tweets", "--limit", "30", "--marks", "selected_text", "--random-model", "--method",
                "gradient-x-input,value-zeroing", "--output", output), shell.Error));

        JsonElement results = RunOutput.Results(output);
        Assert.All(results.GetProperty("plausibility").EnumerateArray(), row =>
        {
            Assert.InRange(row.GetProperty("average_precision").GetProperty("value").GetDouble(), 0, 1);
            Assert.InRange(row.GetProperty("chance").GetDouble(), 0.01, 0.99);
            // Neutral tweets are marked whole, and say nothing.
            Assert.InRange(row.GetProperty("average_precision").GetProperty("n").GetInt32(), 5, 29);
        });
        Assert.Equal(
            ["gradient-x-input", "value-zeroing"], results.GetProperty("random_model").EnumerateArray().Select(row => row.GetProperty("method").GetString()));
        Assert.All(results.GetProperty("random_model").EnumerateArray(), row =>
            Assert.InRange(row.GetProperty("rank_correlation").GetProperty("value").GetDouble(), -1, 0.99));
        Assert.Contains("average precision", shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_for_people_has_a_methods_words_beside_others_and_is_read_back()
    {
        using Shell shell = new();
        string output = shell.File("run"), sheet = Path.Combine(output, "human-sheet.csv");
        Assert.Equal(
            (ExitCode.Done, ""),
            (shell.Run("attribute", "--limit", "12", "--method", "gradient-x-input", "--human-sheet", "4", "--output", output), shell.Error));
        string[] lines = File.ReadAllLines(sheet);
        Assert.Equal(1 + 4 + 4, lines.Length);
        Assert.DoesNotContain("gradient", File.ReadAllText(sheet), StringComparison.Ordinal);

        // A rater who names the word that the method puts first, and finds the expected words each time.
        string[] answers =
        [
            .. File.ReadLines(Path.Combine(output, "human-sheet-key.csv")).Skip(1).Select(line => line.Split(','))
                .Select(cells => cells[4].Length > 0 ? cells[4] : cells[^1].Split(' ')[0]),
        ];
        File.WriteAllLines(sheet, [lines[0], .. lines.Skip(1).Zip(answers, (line, answer) => line[..^2] + answer + ",,")]);
        Assert.Equal((ExitCode.Done, ""), (shell.Run("rate", sheet, "--json"), shell.Error));
        using JsonDocument rated = JsonDocument.Parse(shell.Out);
        Assert.Equal(4, rated.RootElement.GetProperty("items").GetInt32());
        Assert.Equal(1, rated.RootElement.GetProperty("preference").GetProperty("value").GetDouble());
        JsonElement words = rated.RootElement.GetProperty("words"), method = words.GetProperty("methods")[0];
        Assert.Equal(4, words.GetProperty("texts").GetInt32());
        Assert.Equal(("gradient-x-input", 1), (method.GetProperty("method").GetString(), method.GetProperty("overlap").GetProperty("value").GetDouble()));
        Assert.InRange(method.GetProperty("chance").GetDouble(), 0.01, 0.2);
    }

    [Fact]
    public void Of_a_classification_head_classes_are_scored_and_no_tokens()
    {
        using Shell shell = new();
        string model = Path.Combine(shell.File("trained"), "model"), output = shell.File("run");
        string[] training = ["--objective", "head", "--limit", "8", "--steps", "1", "--test", "none", "--validation", "none"];
        shell.Run(["finetune", .. training, "--output", shell.File("trained")]);
        string[] command = ["attribute", "--model", model, "--prompt", "a fine film", "--method", "gradient-norm"];

        Assert.True(shell.Run([.. command, "--output", output]) == ExitCode.Done, shell.Error);
        Assert.Equal("logit of the model's label less the other's", RunOutput.Results(output).GetProperty("target").GetString());
        Refused("--target-token needs a model that goes on with a text", "--target-token", " good");
        Refused("--continuation needs a model that goes on with a text", "--continuation", " good");
        Refused("--label-token-ids 5: the model tells classes apart (negative, positive)", "--label-token-ids", "0,5");

        void Refused(string message, params string[] options)
        {
            Assert.Equal(ExitCode.WrongUse, shell.Run([.. command, .. options, "--output", shell.File("refused")]));
            Assert.Contains(message, shell.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Copies_of_texts_say_no_more_than_the_texts_where_they_are_said_to_belong_together()
    {
        using Shell shell = new();
        string[] rows = ["a moving film,positive,1", "a dull film,negative,2", "warm and funny,positive,3", "a tired story,negative,4"];
        string once = shell.Write("once.csv", string.Join('\n', ["text,label,film", .. rows]));
        string twice = shell.Write("twice.csv", string.Join('\n', ["text,label,film", .. rows, .. rows]));
        foreach ((string name, string[] data) in ((string, string[])[])[("once", [once]), ("twice", [twice, "--cluster", "film"])])
        {
            ExitCode code = shell.Run(
                ["attribute", "--method", "gradient-norm,gradient-x-input", "--output", shell.File(name), "--dataset", .. data]);
            Assert.True(code == ExitCode.Done, shell.Error);
        }

        JsonElement texts = RunOutput.Results(shell.File("once")), copies = RunOutput.Results(shell.File("twice"));
        Assert.Contains("8 examples in 4 clusters", copies.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Same(texts.GetProperty("score"), copies.GetProperty("score"));
        Same(texts.GetProperty("agreement")[0].GetProperty("rank_correlation"), copies.GetProperty("agreement")[0].GetProperty("rank_correlation"));
        Same(texts.GetProperty("parts")[0].GetProperty("share"), copies.GetProperty("parts")[0].GetProperty("share"));

        static void Same(JsonElement first, JsonElement second)
        {
            Assert.Equal((4, 8), (first.GetProperty("n").GetInt32(), second.GetProperty("n").GetInt32()));
            Close.Assert(Ends(first), Ends(second), new Tolerance(1e-4, 1e-4), "interval");
        }

        static double[] Ends(JsonElement estimate) =>
            [estimate.GetProperty("interval").GetProperty("low").GetDouble(), estimate.GetProperty("interval").GetProperty("high").GetDouble()];
    }

    [Theory]
    [InlineData("--continuation: '' is not a text", "--prompt", "a b", "--continuation", "")]
    [InlineData("--continuation needs --prompt", "--continuation", " good")]
    [InlineData("--marks", "--prompt", "a b", "--marks", "selected_text")]
    [InlineData("no column 'nothing'; the columns are sentence, label\n", "--limit", "2", "--marks", "nothing")]
    [InlineData("--against-token needs --target-token", "--prompt", "a b", "--against-token", " good")]
    [InlineData("--target-token \" unbelievably so\" is", "--prompt", "a b", "--target-token", " unbelievably so")]
    [InlineData("--against-token is the target token itself", "--prompt", "a b", "--target-token", " good", "--against-token", " good")]
    [InlineData("--steps needs --method integrated-gradients", "--prompt", "a b", "--method", "gradient-norm", "--steps", "8")]
    [InlineData("--label-token-ids needs two or more different tokens", "--prompt", "a b", "--label-token-ids", "5,5")]
    [InlineData(
        "--baseline needs --method integrated-gradients or leave-one-out or --faithfulness",
        "--prompt", "a b", "--method", "gradient-norm", "--baseline", "mean")]
    [InlineData(
        "--baseline has no effect: --occlude mask puts nothing in a token's place",
        "--prompt", "a b", "--method", "leave-one-out", "--occlude", "mask", "--baseline", "mean")]
    [InlineData("--method names a method twice", "--prompt", "a b", "--method", "leave-one-out,leave-one-out")]
    [InlineData("--label-token-ids and --target-token both say", "--prompt", "a b", "--target-token", " good", "--label-token-ids", "5,6")]
    [InlineData("--examples dev:9999: there is no such example in this run", "--limit", "2", "--examples", "dev:9999")]
    [InlineData("attribute looks at one condition", "--shots", "0,1")]
    [InlineData("--draws 2: attribute shares out one score for each example; leave --draws out", "--shots", "1", "--draws", "2")]
    public void Bad_input_is_named(string message, params string[] arguments)
    {
        using Shell shell = new();
        ExitCode code = shell.Run(["attribute", .. arguments, "--output", shell.File("run")]);
        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, double> Scores(string run) => RunOutput.Records(run)
        .ToDictionary(record => record.GetProperty("id").GetString()!, record => record.GetProperty("attributions")[0].GetProperty("scores")[0].GetDouble());
}
