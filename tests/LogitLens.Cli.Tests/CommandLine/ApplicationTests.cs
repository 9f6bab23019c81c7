using LogitLens.Runs;

namespace LogitLens.Cli.Tests.CommandLine;

public sealed class ApplicationTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_run_prints_its_headline_and_its_folder()
    {
        Assert.Equal(ExitCode.Done, _shell.Run("square", "--output", _shell.File("a")));

        Assert.Contains("Squares", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("55", _shell.Out, StringComparison.Ordinal);
        Assert.EndsWith($"results: {_shell.File("a")}\n", _shell.Out, StringComparison.Ordinal);
        Assert.Equal("", _shell.Error);
    }

    [Fact]
    public void With_json_standard_output_is_results_json_alone()
    {
        _shell.Run("square", "--output", _shell.File("a"), "--json");
        Assert.Equal(File.ReadAllText(_shell.File("a/results.json")), _shell.Out.TrimEnd('\n'));
    }

    [Fact]
    public void Every_figure_is_a_PNG_file_as_well_where_librsvg_is()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/rsvg-convert"), "librsvg is not installed");
        using Shell shell = new() { MakesPng = true };

        Assert.True(shell.Run("logit-lens", "--prompt", "a film", "--output", shell.File("a")) == ExitCode.Done, shell.Error);

        string[] Figures(string ending) => [.. Directory.GetFiles(shell.File("a/figures"), "*." + ending).Select(Path.GetFileNameWithoutExtension).Order()!];
        Assert.NotEmpty(Figures("svg"));
        Assert.Equal(Figures("svg"), Figures("png"));
    }

    [Fact]
    public void With_quiet_nothing_is_printed()
    {
        _shell.Run("square", "--output", _shell.File("a"), "--quiet");
        Assert.Equal(("", ""), (_shell.Out, _shell.Error));
    }

    [Theory]
    [InlineData("interp square has no option --cuont (did you mean --count?)", "square", "--cuont", "3")]
    [InlineData("interp square has no option --zzz", "square", "--zzz=3")]
    [InlineData("--count needs a value: a whole number from 1 to 1000", "square", "--count")]
    [InlineData("--count: '0' is not a whole number from 1 to 1000", "square", "--count", "0")]
    [InlineData("--power: '2,4' is not a comma-separated list, each one of 2, 3", "square", "--power", "2,4")]
    [InlineData("'count' is one argument too many: interp square takes options only (did you mean --count?)", "square", "count", "3")]
    [InlineData("there is no command 'sqare' (did you mean square?); interp --help lists them", "sqare")]
    [InlineData("the command comes first: interp COMMAND --count ...", "--count", "3")]
    [InlineData("nowhere.json: there is no such config file", "square", "--config", "nowhere.json")]
    [InlineData("interp run takes a config file first: interp run FILE [options]", "run")]
    [InlineData("interp run takes a config file first: interp run FILE [options]", "run", "")]
    [InlineData("FOLDER is missing: The folders of all shards, in any order", "merge", "--output", "x")]
    public void Wrong_use_is_one_line_and_exit_code_2(string message, params string[] arguments)
    {
        Assert.Equal(ExitCode.WrongUse, _shell.Run(arguments));
        Assert.Equal($"error: {message}\n", _shell.Error);
        Assert.Equal("", _shell.Out);
    }

    [Fact]
    public void A_failure_is_one_line_and_exit_code_1_and_its_trace_only_with_verbose()
    {
        using Shell shell = new() { Computing = _ => throw new TimeoutException("the model\ndid not answer") };

        Assert.Equal(ExitCode.Failed, shell.Run("square", "--output", shell.File("a")));
        Assert.Equal("error: the model did not answer\n", shell.Error);

        Assert.Equal(ExitCode.Failed, shell.Run("square", "--output", shell.File("a"), "--resume", "--verbose"));
        Assert.Contains("   at ", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupting_exits_with_130_and_says_how_to_go_on()
    {
        Shell? shell = null;
        shell = new Shell { Computing = first => { if (first == 2) { shell!.Interrupt.Cancel(); } } };
        using (shell)
        {
            Assert.Equal(ExitCode.Interrupted, shell.Run("square", "--output", shell.File("a")));
            Assert.Equal($"stopped with 4 of 6 done; the same command with --resume goes on ({shell.File("a")})\n", shell.Error);
            Assert.Equal(RunState.Interrupted, RunManifest.Load(shell.File("a")).State);
        }
    }

    [Fact]
    public void What_is_typed_overrides_the_config_file()
    {
        string config = _shell.Write("c.json", """{"command": "square", "count": 3, "power": "3", "seed": 4}""");

        _shell.Run("square", "--config", config, "--count", "4", "--output", _shell.File("a"));

        RunManifest manifest = RunManifest.Load(_shell.File("a"));
        Assert.Equal("4", manifest.Options["count"]!.ToJsonString());
        Assert.Equal("""["3"]""", manifest.Options["power"]!.ToJsonString());
        Assert.Equal(4, manifest.Seed);
    }

    [Fact]
    public void The_last_of_a_repeated_option_counts_and_repeated_lists_add_up()
    {
        _shell.Run("square", "--count", "9", "--count=2", "--power", "3", "--power", "2", "--output", _shell.File("a"));

        RunManifest manifest = RunManifest.Load(_shell.File("a"));
        Assert.Equal("2", manifest.Options["count"]!.ToJsonString());
        Assert.Equal("""["3","2"]""", manifest.Options["power"]!.ToJsonString());
    }

    [Fact]
    public void A_key_that_no_option_has_is_an_error_before_anything_runs()
    {
        string config = _shell.Write("c.json", """{"command": "square", "matrix": {"x": [{"count": 3}, {"cuont": 4}]}}""");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", config, "--output", _shell.File("a")));

        Assert.Equal($"error: {config}: there is no option 'cuont' (did you mean count?)\n", _shell.Error);
        Assert.False(Directory.Exists(_shell.File("a")));
    }

    [Fact]
    public void The_last_run_of_a_matrix_is_checked_before_the_first_begins()
    {
        string config = _shell.Write("c.json", """{"command": "evaluate", "limit": 2, "matrix": {"dataset": ["reviews", "no-such-set"]}}""");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", config, "--output", _shell.File("all")));

        Assert.StartsWith(
            "error: run dataset=no-such-set: no dataset 'no-such-set': neither a file nor one of reviews, ", _shell.Error, StringComparison.Ordinal);
        Assert.EndsWith("(none of the 2 runs was begun)\n", _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("all")));
    }

    [Fact]
    public void A_config_file_is_for_its_own_command()
    {
        string config = _shell.Write("c.json", """{"command": "docs"}""");
        Assert.Equal(ExitCode.WrongUse, _shell.Run("square", "--config", config));
        Assert.Equal($"error: {config} is for interp docs, not interp square\n", _shell.Error);
    }

    [Fact]
    public void Shards_merge_to_the_results_of_the_whole()
    {
        _shell.Run("square", "--output", _shell.File("whole"));
        _shell.Run("square", "--output", _shell.File("one"), "--shard", "1/2");
        _shell.Run("square", "--output", _shell.File("two"), "--shard", "2/2");

        Assert.Equal(ExitCode.Done, _shell.Run("merge", _shell.File("two"), _shell.File("one"), "--output", _shell.File("merged")));

        foreach (string file in new[] { "results.json", "records.jsonl" })
        {
            Assert.Equal(File.ReadAllText(_shell.File("whole/" + file)), File.ReadAllText(_shell.File("merged/" + file)));
        }
    }

    [Fact]
    public void The_config_schema_lists_each_commands_options()
    {
        _shell.Run("config-schema");

        using JsonDocument schema = JsonDocument.Parse(_shell.Out);
        JsonElement square = schema.RootElement.GetProperty("oneOf").EnumerateArray().Select(c => c.GetProperty("properties"))
            .Single(p => p.GetProperty("command").GetProperty("const").GetString() == "square");
        Assert.Equal(1000, square.GetProperty("count").GetProperty("maximum").GetInt32());
        Assert.Equal("tiny", square.GetProperty("model").GetProperty("default").GetString());
        Assert.Equal(1, square.GetProperty("output").GetProperty("minLength").GetInt32());
        Assert.True(square.TryGetProperty("matrix", out _));
    }
}
