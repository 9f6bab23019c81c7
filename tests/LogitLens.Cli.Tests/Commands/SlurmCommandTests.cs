using System.Diagnostics;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class SlurmCommandTests : IDisposable
{
    private const string TwoCells = """{"command": "square", "matrix": {"count": [6, 7]}}""";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void The_array_has_a_task_for_each_shard_and_asks_for_what_was_typed()
    {
        string config = _shell.Write("c.json", TwoCells);

        Assert.Equal(ExitCode.Done, _shell.Run(
            "slurm", config, "--output", _shell.File("out"), "--shards", "3", "--partition", "gpu", "--gpus", "1", "--cpus", "4", "--job-memory", "16G",
            "--time", "2:00:00", "--at-once", "2", "--seed", "7"));

        string array = File.ReadAllText(_shell.File("out-slurm/array.sh"));
        const string Directive = "#SBATCH ";
        string[] directives =
            [.. array.Split('\n').Where(line => line.StartsWith(Directive, StringComparison.Ordinal)).Select(line => line[Directive.Length..])];
        Assert.Equal(
            [
                "--job-name=interp-c", "--array=1-6%2", $"--chdir={Environment.CurrentDirectory}", $"--output={_shell.File("out-slurm/part-%a.log")}",
                "--open-mode=append", "--partition=gpu", "--requeue", "--signal=B:TERM@60", "--gpus=1", "--cpus-per-task=4", "--mem=16G", "--time=2:00:00",
            ],
            directives);
        Assert.EndsWith(
            $" run {config} --seed 7 --output {_shell.File("out")} --shards 3 --part \"$SLURM_ARRAY_TASK_ID/6\"\n", array, StringComparison.Ordinal);
        Assert.Contains("\nexec env OMP_NUM_THREADS=4 ", array, StringComparison.Ordinal);
        string merge = File.ReadAllText(_shell.File("out-slurm/merge.sh"));
        Assert.EndsWith($" run {config} --seed 7 --output {_shell.File("out")} --shards 3 --collect\n", merge, StringComparison.Ordinal);
        Assert.DoesNotContain("--gpus", merge, StringComparison.Ordinal);
        Assert.Contains("6 tasks, 2 runs in 3 shards each", _shell.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("out")));
    }

    [Fact]
    public void A_template_has_lines_of_ones_own_around_the_directives_and_the_command()
    {
        string config = _shell.Write("c.json", TwoCells);
        string template = _shell.Write("job.sh", "#!/bin/bash\n{directives}\n#SBATCH --account=lab\nmodule load cuda\napptainer exec --nv lab.sif {command}\n");

        _shell.Run("slurm", config, "--output", _shell.File("out"), "--job-template", template, "--program", "/opt/interp");

        string[] lines = File.ReadAllLines(_shell.File("out-slurm/array.sh"));
        Assert.Equal(["#SBATCH --account=lab", "module load cuda"], lines[^3..^1]);
        Assert.StartsWith($"apptainer exec --nv lab.sif /opt/interp run {config} ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_is_told_what_was_written()
    {
        string config = _shell.Write("c.json", TwoCells);

        Assert.Equal(ExitCode.Done, _shell.Run("slurm", config, "--output", _shell.File("out"), "--shards", "3", "--json"));

        using JsonDocument told = JsonDocument.Parse(_shell.Out);
        Assert.Equal(
            (6, _shell.File("out-slurm/submit.sh")), (told.RootElement.GetProperty("tasks").GetInt32(), told.RootElement.GetProperty("submit").GetString()));
    }

    [Fact]
    public void A_report_is_written_when_all_is_put_together_and_not_by_each_task()
    {
        string config = _shell.Write("c.json", TwoCells);

        _shell.Run("slurm", config, "--output", _shell.File("out"), "--report");

        Assert.DoesNotContain("--report", File.ReadAllText(_shell.File("out-slurm/array.sh")), StringComparison.Ordinal);
        Assert.EndsWith(" --shards 1 --report --collect\n", File.ReadAllText(_shell.File("out-slurm/merge.sh")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--force begins runs anew", "--force")]
    [InlineData("--shard makes each run a part of one", "--shard", "1/2")]
    public void What_every_task_would_refuse_is_refused_at_once(string message, params string[] options)
    {
        string config = _shell.Write("c.json", TwoCells);

        Assert.Equal(ExitCode.WrongUse, _shell.Run(["slurm", config, "--output", _shell.File("out"), .. options]));

        Assert.StartsWith("error: " + message, _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("out-slurm")));
    }

    [Theory]
    [InlineData("--time", "banana")]
    [InlineData("--time", "1:00\nrm")]
    [InlineData("--job-memory", "much")]
    [InlineData("--partition", "a b")]
    public void What_slurm_would_not_take_is_refused(string option, string value)
    {
        string config = _shell.Write("c.json", TwoCells);

        Assert.Equal(ExitCode.WrongUse, _shell.Run("slurm", config, "--output", _shell.File("out"), option, value));

        Assert.StartsWith($"error: {option}: ", _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("out-slurm")));
    }

    [Theory]
    [InlineData("minutes", "90")]
    [InlineData("minutes:seconds", "90:00")]
    [InlineData("hours:minutes:seconds", "1:30:00")]
    [InlineData("days-hours", "1-12")]
    [InlineData("days-hours:minutes", "1-12:30")]
    [InlineData("days-hours:minutes:seconds", "1-12:30:00")]
    public void Each_of_slurms_times_is_taken_and_named_where_one_is_wrong(string form, string value)
    {
        string[] slurm = ["slurm", _shell.Write("c.json", TwoCells), "--output", _shell.File("out"), "--time"];

        Assert.Equal(ExitCode.Done, _shell.Run([.. slurm, value]));
        Assert.Contains($"--time={value}\n", File.ReadAllText(_shell.File("out-slurm/array.sh")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, _shell.Run([.. slurm, "banana"]));
        Assert.Matches($"[ ,]{form}(,| or )", _shell.Error);
    }

    [Fact]
    public void A_percent_sign_in_a_path_is_none_of_slurms_and_a_backslash_cannot_be()
    {
        string config = _shell.Write("c.json", TwoCells);

        Assert.Equal(ExitCode.Done, _shell.Run("slurm", config, "--output", _shell.File("50%a")));
        Assert.Equal(ExitCode.WrongUse, _shell.Run("slurm", config, "--output", _shell.File("a\\b")));

        string array = File.ReadAllText(_shell.File("50%a-slurm/array.sh"));
        Assert.Contains($"#SBATCH --output={_shell.File("50%%a-slurm/part-%a.log")}\n", array, StringComparison.Ordinal);
        Assert.Contains("Slurm takes no \\ in the names of logs", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void More_tasks_than_clusters_take_are_told()
    {
        string config = _shell.Write("c.json", TwoCells);

        Assert.Equal(ExitCode.Done, _shell.Run("slurm", config, "--output", _shell.File("out"), "--shards", "501"));

        Assert.StartsWith("warning: 1002 tasks are more than most clusters take in one array: 1000", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_is_not_written_over()
    {
        string config = _shell.Write("c.json", TwoCells), template = _shell.Write("out-slurm/array.sh", "#!/bin/bash\n{directives}\n{command}\n");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("slurm", config, "--output", _shell.File("out"), "--job-template", template));

        Assert.StartsWith($"error: --job-template {template} lies where the scripts go: an output is never an input", _shell.Error, StringComparison.Ordinal);
        Assert.StartsWith("#!/bin/bash\n{directives}", File.ReadAllText(template), StringComparison.Ordinal);
    }

    [Fact(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    public void A_template_is_not_written_over_by_another_name_of_its_folder()
    {
        const string Own = "#!/bin/bash\n{directives}\n{command}\n";
        string config = _shell.Write("c.json", TwoCells), there = _shell.Write("out-slurm/array.sh", Own);
        Directory.CreateSymbolicLink(_shell.File("linked"), _shell.File("out-slurm"));
        File.CreateSymbolicLink(_shell.File("job.sh"), there);

        foreach (string template in (string[])[_shell.File("linked/array.sh"), _shell.File("job.sh")])
        {
            Assert.Equal(ExitCode.WrongUse, _shell.Run("slurm", config, "--output", _shell.File("out"), "--job-template", template));
            Assert.StartsWith($"error: --job-template {template} lies where the scripts go", _shell.Error, StringComparison.Ordinal);
            Assert.Equal(Own, File.ReadAllText(there));
        }
    }

    [Theory]
    [InlineData("#!/bin/bash\n{command}\n", "{directives} must stand in it once")]
    [InlineData("#!/bin/bash\n{directives}\n{command}\n{command}\n", "{command} must stand in it once")]
    [InlineData("#!/bin/bash\n{directives}\n#SBATCH -p {partition}\n{command}\n", "{partition} is no place in it; {directives} stands for all")]
    [InlineData("{directives}\n{command}\n", "a script begins with a line such as #!/usr/bin/env bash")]
    public void A_template_that_is_none_is_refused(string template, string message)
    {
        string config = _shell.Write("c.json", TwoCells), file = _shell.Write("job.sh", template);

        Assert.Equal(ExitCode.WrongUse, _shell.Run("slurm", config, "--output", _shell.File("out"), "--job-template", file));

        Assert.StartsWith($"error: --job-template {file}: {message}", _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("out-slurm")));
    }

    [Fact]
    public void A_run_that_could_not_be_done_is_told_before_anything_is_written()
    {
        string config = _shell.Write("c.json", """{"command": "evaluate", "matrix": {"dataset": ["reviews", "no-such-set"]}}""");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("slurm", config, "--output", _shell.File("out")));

        Assert.StartsWith("error: run dataset=no-such-set: no dataset 'no-such-set'", _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("out-slurm")));
    }

    [Fact]
    public void The_tasks_of_one_run_lie_below_an_output_that_is_given()
    {
        string config = _shell.Write("c.json", """{"command": "square"}""");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("slurm", config));

        Assert.Equal("error: interp slurm needs --output, which all tasks write below\n", _shell.Error);
    }

    public static bool HasSlurm => OperatingSystem.IsLinux() && Environment.UserName == "root"
        && ((string[])["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch", "/usr/sbin/munged"]).All(File.Exists);

    /// <summary>
    /// On a real Slurm of this machine's own: a task is killed and requeued in the middle, the array is submitted twice, and the results are the whole run's.
    /// </summary>
    [Fact(Skip = "needs root, and Debian's slurm-wlm and munge", SkipType = typeof(SlurmCommandTests), SkipUnless = nameof(HasSlurm))]
    public void A_job_array_with_a_requeued_task_makes_what_one_run_makes_byte_for_byte()
    {
        using TemporaryFolder folder = new();
        string script = Path.Combine(SharedFiles.RepositoryRoot, "tests", "slurm", "cluster"), cluster = folder.File("cluster");
        string interp = Path.Combine(AppContext.BaseDirectory, "interp");
        string config = folder.Write(
            "c.json", """{"command": "head-ablation", "limit": 24, "batch-size": 4, "threads": 1, "matrix": {"dataset": ["reviews", "tweets"]}}""");
        string output = folder.File("out");
        Bash($"'{interp}' run '{config}' --output '{folder.File("whole")}' --quiet");
        (int begun, string said) = Run($"'{script}' start '{cluster}'");
        Assert.SkipUnless(begun == 0, $"a Slurm does not come up on this machine: {said}");
        try
        {
            string log = Bash(
                $$"""
                export SLURM_CONF='{{cluster}}/slurm.conf'
                '{{interp}}' slurm '{{config}}' --output '{{output}}' --shards 2 --cpus 1
                '{{output}}-slurm/submit.sh'
                for _ in $(seq 600); do compgen -G '{{output}}/*-1of2/records.jsonl' >/dev/null && break; sleep 0.1; done
                scontrol requeue 1_1
                for _ in $(seq 300); do [[ $(squeue --noheader --jobs 1_1 --format=%T) == PENDING ]] && break; sleep 0.1; done
                scontrol update JobId=1_1 StartTime=now # by itself it would wait for two minutes
                '{{output}}-slurm/submit.sh'
                for _ in $(seq 1200); do [[ -z $(squeue --noheader) ]] && break; sleep 0.25; done
                squeue
                cat '{{output}}-slurm'/*.log
                """);

            Assert.True(File.Exists(Path.Combine(output, "values.csv")), log);
            foreach (string file in (string[])["dataset=reviews/records.jsonl", "dataset=reviews/results.json", "dataset=tweets/records.jsonl",
                "dataset=tweets/results.json", "values.csv"])
            {
                Assert.True(File.ReadAllText(Path.Combine(folder.File("whole"), file)) == File.ReadAllText(Path.Combine(output, file)), $"{file}\n{log}");
            }
        }
        finally
        {
            Bash($"'{script}' stop '{cluster}'");
        }
    }

    private static string Bash(string commands)
    {
        (int code, string said) = Run(commands);
        Assert.True(code == 0, $"{commands}\n{said}");
        return said;
    }

    private static (int Code, string Said) Run(string commands)
    {
        ProcessStartInfo start = new("bash", ["-euc", commands]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
